/** What makes the RocketMQ client a good guest: its log goes where ours goes, and it compiles to native code. */
package io.tandem.messaging.client;
