package io.tandem.console.trace;

/** The steps of a message's way, in the order in which they come when nothing goes wrong. */
public enum StepKind {
    /** The half message was sent to the broker. */
    HALF_MESSAGE,
    /** The business row was written, or was not. */
    LOCAL_TRANSACTION,
    /** The producer told the broker to deliver. */
    COMMIT,
    /** The producer told the broker to throw away. */
    ROLLBACK,
    /** The broker asked, and was answered. */
    CHECK_BACK,
    /** The message was published again. */
    REDELIVERY,
    /** The broker delivered. */
    DELIVERY,
    /** The consumer wrote the effect. */
    SHIPMENT,
    /** The consumer put the message aside, for people. */
    PARKED
}
