/** The fault harness: a campaign of rounds, each with faults under load, each checked against the invariants. */
package io.tandem.faults;
