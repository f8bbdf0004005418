package io.tandem.ledger;

/** Who wrote the row. */
public enum DecidedBy {
    /** The claim, inside the local transaction. */
    LOCAL_TRANSACTION,
    /** The producer itself, after its local transaction failed or left it in doubt. */
    PRODUCER,
    /** A check-back that found no decision, and made one. */
    CHECK_BACK
}
