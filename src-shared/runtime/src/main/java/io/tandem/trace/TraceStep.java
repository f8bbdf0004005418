package io.tandem.trace;

/** The steps of a message's way that are kept in {@code message_trace}. */
public enum TraceStep {
    /** The half message was sent, but the broker did not say that it has it. What it did acknowledge stands in the ledger's row. */
    HALF_MESSAGE,
    /** The local transaction ended in another way than by writing the ledger's row. */
    LOCAL_TRANSACTION,
    /** The broker was told to deliver. */
    COMMIT,
    /** The broker was told to throw away. */
    ROLLBACK,
    /** The broker asked, and was answered. */
    CHECK_BACK,
    /** The message was delivered, and not consumed. What was consumed stands in the consumer's own row. */
    DELIVERY,
    /** The message was published again. */
    REDELIVERY
}
