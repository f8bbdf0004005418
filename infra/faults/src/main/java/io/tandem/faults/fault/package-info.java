/** Everything that can go wrong, each under its name, and how it is brought about. */
package io.tandem.faults.fault;
