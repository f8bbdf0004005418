package io.tandem.transaction;

import io.tandem.ledger.AttemptId;

/** What became of an attempt: the ledger's answer, never the broker's. */
public sealed interface TransactionOutcome<T> {

    AttemptId attemptId();

    /** It is done: the local transaction is committed, and the message will be delivered. */
    record Committed<T>(AttemptId attemptId, String messageId, T value) implements TransactionOutcome<T> {}

    /** The caller's own work failed, for the given cause; nothing was written, and the message will never be delivered. */
    record RolledBack<T>(AttemptId attemptId, String messageId, Throwable cause) implements TransactionOutcome<T> {}

    /** It could not be tried, or not to the end. Nothing was written, nothing will be; trying again is safe. */
    record Rejected<T>(AttemptId attemptId, Reason reason) implements TransactionOutcome<T> {}

    /** The database went away at COMMIT and did not come back in time. It will settle later, one way or the other. */
    record InDoubt<T>(AttemptId attemptId, String messageId) implements TransactionOutcome<T> {}

    /** Why an attempt was rejected. */
    enum Reason {
        /** Too many attempts are under way; no message was sent. */
        OVERLOADED,
        /** The service is stopping; no message was sent. */
        STOPPING,
        /** The half message was not acknowledged. If the broker stored it all the same, its check-back rolls it back. */
        BROKER_UNAVAILABLE,
        /** MySQL is away, read-only, or slower than the time limit. */
        DATABASE_UNAVAILABLE,
        /** A row that the work needs stayed locked. */
        BUSY,
        /** A check-back came before the local transaction and decided against it. */
        FENCED
    }
}
