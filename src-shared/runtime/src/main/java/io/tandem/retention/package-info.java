/** Deletes what is old enough, in the ledger and in the trace, through the classes that own the tables. */
package io.tandem.retention;
