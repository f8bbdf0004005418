/** Closes the hole that RocketMQ leaves: what is committed and never arrived is published again. */
package io.tandem.order.redelivery;
