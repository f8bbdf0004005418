/**
 * The RocketMQ client, and everything that has to be known about it. Other packages use the client's types only where they are
 * handed one.
 */
package io.tandem.rocketmq;
