/** Decides whether an attempt took place, once and for all. The table {@code tx_attempt} belongs to this package. */
package io.tandem.ledger;
