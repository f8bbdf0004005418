/** RocketMQ as a child process, and what can be asked of it. Knows no MySQL and no services. */
package io.tandem.local.broker;
