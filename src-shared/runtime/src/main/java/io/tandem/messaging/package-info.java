/**
 * RocketMQ's transaction messages as Mutiny values: half message, local transaction, commit or rollback, check-back, and a
 * consumer that never loses and never blocks.
 */
package io.tandem.messaging;
