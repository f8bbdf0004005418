/** The load generator's process, and the watch that sees shipments arrive. */
package io.tandem.bench.load;
