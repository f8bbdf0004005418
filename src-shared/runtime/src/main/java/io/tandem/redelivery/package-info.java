/**
 * Publishes the messages of committed attempts again whose effect has not arrived. A service takes part with a bean of
 * {@link io.tandem.redelivery.CommittedMessages}. Only this package touches {@code redelivery} and {@code redelivery_search}; it reads
 * the ledger and parked messages through their owners. See docs/decisions/0027.
 */
package io.tandem.redelivery;
