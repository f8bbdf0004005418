/** Reads what there is: tables, the broker's topics, what the console shows. */
package io.tandem.faults.evidence;
