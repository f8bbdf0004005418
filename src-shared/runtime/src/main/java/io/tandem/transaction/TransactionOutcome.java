package io.tandem.transaction;

import io.tandem.ledger.AttemptId;
import io.tandem.mysql.SqlFailure;
import java.util.function.Function;

/** What became of an attempt. Invariant: it is the ledger's answer, never the broker's, and once told it stays true. */
public sealed interface TransactionOutcome<T> {

    /** Which attempt this is about. */
    AttemptId attemptId();

    /** The local transaction is committed, and the message will be delivered. */
    record Committed<T>(AttemptId attemptId, T value) implements TransactionOutcome<T> {
        @Override
        public <R> R fold(Cases<T, R> cases) {
            return cases.committed.apply(this);
        }
    }

    /** The caller's own work failed, for the given cause; nothing was written, and the message will never be delivered. */
    record RolledBack<T>(AttemptId attemptId, Throwable cause) implements TransactionOutcome<T> {
        @Override
        public <R> R fold(Cases<T, R> cases) {
            return cases.rolledBack.apply(this);
        }

        /** Whether a row that the work inserted was there already. */
        public boolean isDuplicate() {
            return SqlFailure.of(cause) == SqlFailure.DUPLICATE_KEY;
        }
    }

    /** It could not be tried, or not to the end. Nothing was written, nothing will be; trying again is safe. */
    record Rejected<T>(AttemptId attemptId, Reason reason) implements TransactionOutcome<T> {
        @Override
        public <R> R fold(Cases<T, R> cases) {
            return cases.rejected.apply(this);
        }
    }

    /**
     * The database went away at COMMIT and did not come back in time. The attempt settles later, one way or the other.
     *
     * @param value what the work answered; means something only if the attempt turns out to be committed
     */
    record InDoubt<T>(AttemptId attemptId, T value) implements TransactionOutcome<T> {
        @Override
        public <R> R fold(Cases<T, R> cases) {
            return cases.inDoubt.apply(this);
        }
    }

    /** Total: there is a case for each outcome, and the compiler asks for it. */
    <R> R fold(Cases<T, R> cases);

    /** What to make of each outcome. */
    record Cases<T, R>(
            Function<Committed<T>, R> committed,
            Function<RolledBack<T>, R> rolledBack,
            Function<Rejected<T>, R> rejected,
            Function<InDoubt<T>, R> inDoubt) {}

    /** {@link #fold} without naming the cases' record. */
    default <R> R fold(
            Function<Committed<T>, R> committed,
            Function<RolledBack<T>, R> rolledBack,
            Function<Rejected<T>, R> rejected,
            Function<InDoubt<T>, R> inDoubt) {
        return fold(new Cases<>(committed, rolledBack, rejected, inDoubt));
    }

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
        FENCED;

        /** Whether MySQL's answer, or its silence, ended the local transaction. */
        public boolean isOfTheDatabase() {
            return this == DATABASE_UNAVAILABLE || this == BUSY;
        }

        /** Why an attempt whose statement failed so may be tried again. */
        static Reason of(SqlFailure failure) {
            return switch (failure) {
                case LOCK_WAIT_TIMEOUT, DEADLOCK -> BUSY;
                case UNAVAILABLE, DUPLICATE_KEY, REFUSED_DATA, FAULT -> DATABASE_UNAVAILABLE;
            };
        }
    }
}
