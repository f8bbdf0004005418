package io.tandem.observation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.HalfReceipt;
import io.tandem.ledger.Outcome;
import java.util.Locale;
import java.util.Optional;

/** Counts check-backs by their answer, and commits and rollbacks that the broker did not acknowledge. */
public final class AttemptMeters implements AttemptListener {

    private static final String UNKNOWN = "unknown";

    private final MeterRegistry meters;

    /** Registers every counter at once, so that each is there from the start. */
    public AttemptMeters(MeterRegistry meters) {
        this.meters = meters;
        checkBacks(UNKNOWN);
        for (Outcome outcome : Outcome.values()) {
            checkBacks(name(outcome));
            unacknowledged(outcome);
        }
    }

    @Override
    public void told(Attempt attempt, HalfReceipt half, Outcome resolution, Timing timing, Throwable failure) {
        if (failure != null) {
            unacknowledged(resolution).increment();
        }
    }

    @Override
    public void checkedBack(Attempt attempt, String messageId, Optional<Outcome> answer, Timing timing) {
        checkBacks(answer.map(AttemptMeters::name).orElse(UNKNOWN)).increment();
    }

    private Counter checkBacks(String answer) {
        return meters.counter("tandem.check.backs", "answer", answer);
    }

    private Counter unacknowledged(Outcome resolution) {
        return meters.counter("tandem." + name(resolution) + ".unacknowledged");
    }

    private static String name(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
