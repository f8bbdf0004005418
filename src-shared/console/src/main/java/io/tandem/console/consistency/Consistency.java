package io.tandem.console.consistency;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;

/** Puts the report together. */
public final class Consistency {

    private final OpenAttempts open;
    private final MissingEffects missingEffects;
    private final StraySweep sweep;
    private final ParkedFindings parked;
    private final OperatorActions actions;
    private final Clock clock;

    Consistency(
            OpenAttempts open,
            MissingEffects missingEffects,
            StraySweep sweep,
            ParkedFindings parked,
            OperatorActions actions,
            Clock clock) {
        this.open = open;
        this.missingEffects = missingEffects;
        this.sweep = sweep;
        this.parked = parked;
        this.actions = actions;
        this.clock = clock;
    }

    /**
     * What does not fit now.
     *
     * @param limit items of each kind, 1 to {@value io.tandem.console.consistency.ConsistencyLimits#MOST}
     * @return fails as MySQL fails
     */
    public Uni<ConsistencyReport> report(int limit) {
        Instant now = clock.instant();
        return Uni.combine()
                .all()
                .unis(
                        open.inDoubt(now, limit),
                        open.unsettled(now, limit),
                        missingEffects.list(now, limit),
                        parked.list(now, limit),
                        actions.latest(ConsistencyLimits.ACTIONS))
                .with((inDoubt, unsettled, missing, waiting, latest) -> {
                    Findings<StrayFinding> stray = sweep.findings(limit);
                    // An unsettled half message ends by itself: a check-back resolves it, or the redelivery.
                    boolean consistent = inDoubt.none() && missing.none() && waiting.none() && stray.none();
                    return new ConsistencyReport(
                            now,
                            consistent,
                            inDoubt,
                            unsettled,
                            missing,
                            stray,
                            sweep.sweptAt().orElse(null),
                            waiting,
                            latest);
                });
    }
}
