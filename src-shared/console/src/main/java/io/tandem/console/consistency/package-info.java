/**
 * What does not fit together, for people: attempts in doubt, messages that were not resolved, business rows without an effect, effects
 * without a row, parked messages; and what they can do about it. Only this package touches {@code operator_action}.
 *
 * <p>All else is read through its owners. The decisions stay where they are: an attempt's outcome in the ledger, what is published again
 * in the redelivery.
 */
package io.tandem.console.consistency;
