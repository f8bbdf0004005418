/**
 * The protocol: half message, local transaction, commit or rollback, check-back. Depends on {@code ledger}; knows neither the
 * RocketMQ client nor CDI nor how it is observed.
 */
package io.tandem.transaction;
