/**
 * What does not fit together, for people: attempts in doubt, messages that nobody resolved, orders without a shipment, shipments
 * without an order, parked messages; and what they can do about it.
 *
 * <p>All of it is read. The decisions stay where they are: an attempt's outcome in the ledger, what is published again in
 * {@code redelivery}. Nothing here stands in the way of an order.
 */
package io.tandem.order.consistency;
