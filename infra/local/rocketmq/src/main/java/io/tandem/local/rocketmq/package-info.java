/**
 * Name server, broker and proxy of RocketMQ in one process on the loopback interface. Started by {@code
 * io.tandem.local.broker}, on a class path of its own.
 */
package io.tandem.local.rocketmq;
