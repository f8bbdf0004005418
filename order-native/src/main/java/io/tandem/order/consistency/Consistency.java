package io.tandem.order.consistency;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;

/** Puts the report together. */
public final class Consistency {

    private final OpenAttempts open;
    private final UnshippedOrders unshipped;
    private final ShipmentSweep sweep;
    private final ParkedMessageList parked;
    private final BrokerQueues broker;
    private final OperatorActions actions;
    private final Clock clock;

    Consistency(
            OpenAttempts open,
            UnshippedOrders unshipped,
            ShipmentSweep sweep,
            ParkedMessageList parked,
            BrokerQueues broker,
            OperatorActions actions,
            Clock clock) {
        this.open = open;
        this.unshipped = unshipped;
        this.sweep = sweep;
        this.parked = parked;
        this.broker = broker;
        this.actions = actions;
        this.clock = clock;
    }

    /**
     * What does not fit now.
     *
     * @param limit items of each kind, 1 to {@value io.tandem.order.consistency.ConsistencyLimits#MOST}
     * @return fails as MySQL fails
     */
    public Uni<ConsistencyReport> report(int limit) {
        Instant now = clock.instant();
        return Uni.combine()
                .all()
                .unis(
                        open.inDoubt(now, limit),
                        open.unsettled(now, limit),
                        unshipped.list(now, limit),
                        parked.list(now, limit),
                        broker.deadLetters(limit),
                        broker.dropped(limit),
                        actions.latest(ConsistencyLimits.ACTIONS))
                .with((inDoubt, unsettled, missing, waiting, dead, dropped, latest) -> {
                    Findings<StrayShipment> stray = sweep.findings(limit);
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
                            dead,
                            dropped,
                            latest);
                });
    }
}
