package io.tandem.transaction;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.DecidedBy;
import io.tandem.ledger.HalfReceipt;
import io.tandem.ledger.Ledger;
import io.tandem.ledger.Outcome;
import io.tandem.ledger.Settlement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers check-backs out of the ledger. Invariant: without a decision in the ledger there is no answer, and the broker asks again;
 * no error is answered ROLLBACK, nor is an attempt that is too young to be given up.
 */
public final class CheckBack {

    /** Recorded where a check-back decides. */
    private static final String REASON = "checked-back-before-commit";

    private final Ledger ledger;
    private final Duration fenceAfter;
    private final Clock clock;

    /**
     * Answers out of that ledger.
     *
     * @param fenceAfter age from which an attempt without a decision is rolled back; not below the local transaction's limit
     */
    public CheckBack(Ledger ledger, Duration fenceAfter, Clock clock) {
        this.ledger = ledger;
        this.fenceAfter = fenceAfter;
        this.clock = clock;
    }

    /** What became of the attempt; empty as long as that is not known. Never fails. */
    public Uni<Optional<Outcome>> answer(Attempt attempt, HalfReceipt half) {
        return ask(attempt, half).map(Settlement::outcome);
    }

    /** A young attempt may only be slow to begin: it is looked at, not decided. */
    private Uni<Settlement> ask(Attempt attempt, HalfReceipt half) {
        return isYoung(attempt.id(), clock, fenceAfter)
                ? ledger.peek(attempt.id())
                : ledger.settle(attempt, DecidedBy.CHECK_BACK, half, REASON);
    }

    /** An id from the future means clock skew: its age cannot be told, so it is treated as old, or the broker gives up first. */
    static boolean isYoung(AttemptId id, Clock clock, Duration fenceAfter) {
        return Duration.between(id.madeAt(), clock.instant()).abs().compareTo(fenceAfter) < 0;
    }
}
