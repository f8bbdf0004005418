package io.tandem.console.consistency;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Puts the report together. */
public final class Consistency {

    private final OpenAttempts open;
    private final MissingEffects missingEffects;
    private final StraySweep sweep;
    private final ParkedFindings parked;
    private final OperatorActions actions;
    private final InstantSource clock;

    Consistency(
            OpenAttempts open,
            MissingEffects missingEffects,
            StraySweep sweep,
            ParkedFindings parked,
            OperatorActions actions,
            InstantSource clock) {
        this.open = open;
        this.missingEffects = missingEffects;
        this.sweep = sweep;
        this.parked = parked;
        this.actions = actions;
        this.clock = clock;
    }

    /** All of a kind, the oldest first; of those that are kept in memory as many as fit. Fails as MySQL fails. */
    public Uni<List<? extends Finding>> all(Kind kind) {
        Instant now = clock.instant();
        int most = ConsistencyLimits.CANDIDATES;
        return switch (kind) {
            case MISSING -> missingEffects.list(now, most).map(Findings::items);
            case IN_DOUBT -> open.inDoubt(now, most).map(Findings::items);
            case UNSETTLED -> open.unsettled(now, most).map(Findings::items);
            case UNSENT -> open.unsent(now, most).map(Findings::items);
            case STRAY -> Uni.createFrom().item(sweep.findings(most).items());
        };
    }

    /** What can be listed in whole. */
    public enum Kind {
        MISSING,
        IN_DOUBT,
        UNSETTLED,
        UNSENT,
        STRAY
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
                        // Those that are not shown, too, say what it comes to.
                        open.inDoubt(now, ConsistencyLimits.CANDIDATES),
                        open.unsettled(now, ConsistencyLimits.CANDIDATES),
                        open.unsent(now, limit),
                        missingEffects.list(now, ConsistencyLimits.CANDIDATES),
                        parked.list(now, limit),
                        actions.latest(Long.MAX_VALUE, ConsistencyLimits.ACTIONS))
                .with((inDoubt, unsettled, unsent, missing, waiting, latest) -> {
                    Findings<StrayFinding> stray = sweep.findings(limit);
                    // An unsettled half message ends by itself: a check-back resolves it, or the redelivery.
                    boolean consistent = inDoubt.none() && missing.none() && waiting.none() && stray.none();
                    return new ConsistencyReport(
                            now,
                            ConsistencyReport.state(inDoubt, unsettled, missing, stray, waiting),
                            ConsistencyReport.healsBy(now, inDoubt, unsettled, missing),
                            consistent,
                            inDoubt.first(limit),
                            unsettled.first(limit),
                            unsent,
                            missing.first(limit),
                            stray,
                            sweep.sweptAt().orElse(null),
                            waiting,
                            latest);
                });
    }
}
