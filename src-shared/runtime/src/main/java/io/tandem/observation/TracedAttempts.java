package io.tandem.observation;

import io.tandem.ledger.Attempt;
import io.tandem.ledger.HalfReceipt;
import io.tandem.ledger.Outcome;
import io.tandem.trace.MessageTrace;
import io.tandem.trace.TraceRecord;
import io.tandem.trace.TraceStep;
import io.tandem.transaction.TransactionOutcome;
import java.time.Instant;
import java.util.Optional;

/** Writes into the message trace what the ledger's row does not tell. */
public final class TracedAttempts implements AttemptListener {

    private final MessageTrace trace;
    private final String broker;

    /**
     * Writes to that trace.
     *
     * @param broker the address that check-backs come from
     */
    public TracedAttempts(MessageTrace trace, String broker) {
        this.trace = trace;
        this.broker = broker;
    }

    @Override
    public void unacknowledged(Attempt attempt, Throwable cause) {
        now(attempt, TraceStep.HALF_MESSAGE, "UNACKNOWLEDGED", null, cause.getMessage());
    }

    @Override
    public void concluded(Attempt attempt, TransactionOutcome<?> outcome, Optional<HalfReceipt> half) {
        String messageId = half.flatMap(HalfReceipt::messageId).orElse(null);
        if (outcome instanceof TransactionOutcome.InDoubt<?>) {
            now(attempt, TraceStep.LOCAL_TRANSACTION, "IN_DOUBT", messageId, null);
        } else if (messageId != null
                && outcome instanceof TransactionOutcome.Rejected<?> rejected
                && rejected.reason().isOfTheDatabase()) {
            now(
                    attempt,
                    TraceStep.LOCAL_TRANSACTION,
                    "NOT_COMMITTED",
                    messageId,
                    rejected.reason().name());
        }
    }

    @Override
    public void told(Attempt attempt, HalfReceipt half, Outcome resolution, Timing timing, Throwable failure) {
        TraceStep step = resolution == Outcome.COMMIT ? TraceStep.COMMIT : TraceStep.ROLLBACK;
        trace.add(
                TraceRecord.of(attempt.id(), step, failure == null ? "ACKNOWLEDGED" : "UNACKNOWLEDGED", timing.began())
                        .ofMessage(attempt.key(), half.messageId().orElse(null))
                        .taking(timing.took())
                        .with(half.broker().orElse(null), failure == null ? null : failure.getMessage()));
    }

    @Override
    public void checkedBack(Attempt attempt, String messageId, Optional<Outcome> answer, Timing timing) {
        String result = answer.map(Outcome::name).orElse("UNKNOWN");
        trace.add(TraceRecord.of(attempt.id(), TraceStep.CHECK_BACK, result, timing.began())
                .ofMessage(attempt.key(), messageId)
                .taking(timing.took())
                .with(broker, null));
    }

    private void now(Attempt attempt, TraceStep step, String result, String messageId, String detail) {
        trace.add(TraceRecord.of(attempt.id(), step, result, Instant.now())
                .ofMessage(attempt.key(), messageId)
                .with(null, detail));
    }
}
