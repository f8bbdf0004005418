package io.tandem.ledger;

/** The one final answer of an attempt. Once written it never changes. */
public enum Outcome {
    /** The local transaction committed: its business rows are there, the message must be delivered. */
    COMMIT,
    /** It did not and never will: its message must be thrown away. */
    ROLLBACK
}
