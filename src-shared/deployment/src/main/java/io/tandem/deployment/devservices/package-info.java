/**
 * Dev Services: a real MySQL and a real RocketMQ for dev mode and tests, as processes, without containers. They are started by
 * {@code io.tandem.local}; see docs/decisions/0029.
 */
package io.tandem.deployment.devservices;
