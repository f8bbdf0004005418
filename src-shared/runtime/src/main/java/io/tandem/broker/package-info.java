/**
 * Looks into a broker's topics, where its own remoting protocol can be reached (a self-hosted RocketMQ; never the cloud's). The gRPC
 * protocol has no call for it: it only hands out what a group has not consumed yet, and takes it away from the group thereby.
 *
 * <p>Nothing is ever written, consumed or moved. RocketMQ's own admin client is not used because it does not go into a native image.
 */
package io.tandem.broker;
