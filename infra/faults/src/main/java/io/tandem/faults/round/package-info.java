/** A round: load, a fault, its end, rest, and the check; and a plan of many rounds. */
package io.tandem.faults.round;
