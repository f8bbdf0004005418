package io.tandem.observation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.HalfReceipt;
import io.tandem.ledger.Outcome;
import io.tandem.transaction.TransactionOutcome;
import java.util.Locale;
import java.util.Optional;

/** Counts check-backs by their answer, commits and rollbacks that the broker did not acknowledge, and the members of groups. */
public final class AttemptMeters implements AttemptListener {

    private static final String UNKNOWN = "unknown";

    private final MeterRegistry meters;
    private final DistributionSummary groups;
    private final Counter undone;

    /** Registers every counter at once, so that each is there from the start. */
    public AttemptMeters(MeterRegistry meters) {
        this.meters = meters;
        this.groups = DistributionSummary.builder("tandem.group.size")
                .description("attempts that shared a half message and a local transaction")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
                .register(meters);
        this.undone = meters.counter("tandem.groups.undone");
        checkBacks(UNKNOWN);
        for (Outcome outcome : Outcome.values()) {
            checkBacks(name(outcome));
            unacknowledged(outcome);
        }
    }

    @Override
    public void grouped(int size) {
        groups.record(size);
    }

    @Override
    public void undone(TransactionOutcome<?> group, int size) {
        undone.increment();
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
