/** Clients of every kind, and what they were told. */
package io.tandem.faults.load;
