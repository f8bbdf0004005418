/** Who asked for what, and what each was told: the half of the evidence that is not in a database. */
package io.tandem.faults.history;
