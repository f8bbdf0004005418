/** The product broken on purpose, one protection at a time: what the harness must be able to find. */
package io.tandem.faults.variant;
