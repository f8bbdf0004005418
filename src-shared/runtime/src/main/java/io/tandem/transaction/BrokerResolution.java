package io.tandem.transaction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.Outcome;
import io.tandem.trace.MessageTrace;
import io.tandem.trace.TraceRecord;
import io.tandem.trace.TraceStep;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Tells the broker what was decided, once. What it answers proves nothing and what it does not hear is no loss, for its check-back
 * asks again: both are only counted and written down.
 */
public final class BrokerResolution {

    private static final Logger LOG = Logger.getLogger(BrokerResolution.class);

    private final MessageTrace trace;
    private final Counter commitUnacknowledged;
    private final Counter rollbackUnacknowledged;

    public BrokerResolution(MessageTrace trace, MeterRegistry meters) {
        this.trace = trace;
        this.commitUnacknowledged = meters.counter("tandem.commit.unacknowledged");
        this.rollbackUnacknowledged = meters.counter("tandem.rollback.unacknowledged");
    }

    /** Whether the broker acknowledged it; never fails. */
    public Uni<Boolean> tell(Attempt attempt, HalfMessage half, Outcome outcome) {
        Instant began = Instant.now();
        long beganNanos = System.nanoTime();
        Uni<Void> told = outcome == Outcome.COMMIT ? half.commit() : half.rollback();
        return told.onItemOrFailure().transform((done, failure) -> {
            String messageId = half.receipt().messageId().orElse(null);
            trace.add(TraceRecord.of(
                            attempt.id(),
                            outcome == Outcome.COMMIT ? TraceStep.COMMIT : TraceStep.ROLLBACK,
                            failure == null ? "ACKNOWLEDGED" : "UNACKNOWLEDGED",
                            began)
                    .ofMessage(attempt.key(), messageId)
                    .taking(Duration.ofNanos(System.nanoTime() - beganNanos))
                    .with(half.receipt().broker().orElse(null), failure == null ? null : failure.getMessage()));
            if (failure != null) {
                unacknowledged(attempt, messageId, outcome, failure);
            }
            return failure == null;
        });
    }

    private void unacknowledged(Attempt attempt, String messageId, Outcome outcome, Throwable failure) {
        (outcome == Outcome.COMMIT ? commitUnacknowledged : rollbackUnacknowledged).increment();
        LOG.warnf(
                "%s=unacknowledged attempt=%s key=%s message=%s cause=%s",
                outcome == Outcome.COMMIT ? "commit" : "rollback",
                attempt.id(),
                attempt.key(),
                messageId,
                failure.getMessage());
    }
}
