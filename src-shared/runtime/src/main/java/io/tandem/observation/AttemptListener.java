package io.tandem.observation;

import io.tandem.ledger.Attempt;
import io.tandem.ledger.HalfReceipt;
import io.tandem.ledger.Outcome;
import io.tandem.transaction.TransactionOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Hears what happens to attempts, beside the protocol: log lines, trace records and metrics are listeners. Invariant: nothing that a
 * listener does changes what happens; it must neither block nor throw.
 */
public interface AttemptListener {

    /** The broker did not acknowledge the half message; it may have stored it. */
    default void unacknowledged(Attempt attempt, Throwable cause) {}

    /** The attempt has run, and its caller is told so. */
    default void concluded(Attempt attempt, TransactionOutcome<?> outcome, Optional<HalfReceipt> half) {}

    /** So many attempts begin, as one. */
    default void grouped(int size) {}

    /** A group was undone, for a reason that is not that of most of its members; all are tried again as fresh attempts. */
    default void undone(TransactionOutcome<?> group, int size) {}

    /**
     * The broker was told what the ledger decided.
     *
     * @param failure null if the broker acknowledged it
     */
    default void told(Attempt attempt, HalfReceipt half, Outcome resolution, Timing timing, Throwable failure) {}

    /**
     * A check-back was answered.
     *
     * @param answer empty: unknown, the broker asks again
     */
    default void checkedBack(Attempt attempt, String messageId, Optional<Outcome> answer, Timing timing) {}

    /** One that tells all of them, in that order. */
    static AttemptListener all(List<AttemptListener> listeners) {
        return new AttemptListener() {
            @Override
            public void unacknowledged(Attempt attempt, Throwable cause) {
                each(listener -> listener.unacknowledged(attempt, cause));
            }

            @Override
            public void concluded(Attempt attempt, TransactionOutcome<?> outcome, Optional<HalfReceipt> half) {
                each(listener -> listener.concluded(attempt, outcome, half));
            }

            @Override
            public void grouped(int size) {
                each(listener -> listener.grouped(size));
            }

            @Override
            public void undone(TransactionOutcome<?> group, int size) {
                each(listener -> listener.undone(group, size));
            }

            @Override
            public void told(Attempt attempt, HalfReceipt half, Outcome resolution, Timing timing, Throwable failure) {
                each(listener -> listener.told(attempt, half, resolution, timing, failure));
            }

            @Override
            public void checkedBack(Attempt attempt, String messageId, Optional<Outcome> answer, Timing timing) {
                each(listener -> listener.checkedBack(attempt, messageId, answer, timing));
            }

            private void each(Consumer<AttemptListener> event) {
                listeners.forEach(event);
            }
        };
    }
}
