package io.tandem.ledger;

/** Whether the local transaction may go on. */
public enum Claim {
    /** The row is ours: the attempt commits if, and only if, this database transaction does. */
    CLAIMED,
    /** The attempt was decided before: it came too late, nothing may be written. */
    FENCED
}
