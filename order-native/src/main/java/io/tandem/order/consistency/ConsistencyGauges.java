package io.tandem.order.consistency;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tandem.order.Recurring;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * The report's counts as gauges, looked at now and then, and the timer of the sweep. A count that could not be had is NaN: not known
 * is not zero. Names that could not be had stay what they were: an attempt is not mended by MySQL's being away.
 */
@Singleton
class ConsistencyGauges {

    private final Vertx vertx;
    private final ConsistencySettings settings;
    private final OpenAttempts open;
    private final UnshippedLook unshipped;
    private final ShipmentSweep sweep;
    private final ParkedMessageList parked;
    private final StuckAttempts stuck;
    private volatile Counts counts = Counts.UNKNOWN;
    private List<Recurring> looks = List.of();

    ConsistencyGauges(
            Vertx vertx,
            ConsistencySettings settings,
            OpenAttempts open,
            UnshippedOrders unshipped,
            ShipmentSweep sweep,
            ParkedMessageList parked,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.settings = settings;
        this.open = open;
        this.unshipped = new UnshippedLook(unshipped, settings);
        this.sweep = sweep;
        this.parked = parked;
        this.stuck = new StuckAttempts(meters);
        gauge(meters, "tandem.in.doubt", () -> counts.inDoubt);
        gauge(meters, "tandem.oldest.in.doubt.seconds", () -> counts.oldestInDoubtSeconds);
        gauge(meters, "tandem.unsettled", () -> counts.unsettled);
        gauge(meters, "tandem.paid.without.shipment", () -> counts.paidWithoutShipment);
        gauge(meters, "tandem.parked", () -> counts.parked);
        gauge(
                meters,
                "tandem.shipments.without.order",
                () -> sweep.sweptAt().isPresent() ? sweep.findings(0).count() : Double.NaN);
    }

    void start(@Observes StartupEvent event) {
        looks = List.of(
                Recurring.every(vertx, settings.gaugesEvery(), "consistency=look", this::look),
                Recurring.every(vertx, settings.sweepEvery(), "consistency=sweep", sweep::next));
    }

    void stop(@Observes ShutdownEvent event) {
        looks.forEach(Recurring::stop);
    }

    private Uni<Void> look() {
        Instant now = Clock.systemUTC().instant();
        return Uni.combine()
                .all()
                .unis(
                        open.inDoubt(now, StuckAttempts.NAMED),
                        open.unsettled(now, StuckAttempts.NAMED),
                        unshipped.next(now, StuckAttempts.NAMED),
                        parked.list(now, StuckAttempts.NAMED))
                .with(this::seen)
                .onFailure()
                .invoke(away -> counts = Counts.UNKNOWN)
                .invoke(known -> counts = known)
                .replaceWithVoid();
    }

    private Counts seen(
            Findings<OpenAttempt> inDoubt,
            Findings<OpenAttempt> unsettled,
            Findings<UnshippedOrder> missing,
            Findings<ParkedMessage> waiting) {
        stuck.name(inDoubt.items(), unsettled.items(), missing.items(), waiting.items());
        long oldest = inDoubt.items().stream()
                .mapToLong(OpenAttempt::ageSeconds)
                .findFirst()
                .orElse(0);
        return new Counts(inDoubt.count(), oldest, unsettled.count(), missing.count(), waiting.count());
    }

    private static void gauge(MeterRegistry meters, String name, Supplier<Number> value) {
        Gauge.builder(name, value).strongReference(true).register(meters);
    }

    private record Counts(
            double inDoubt, double oldestInDoubtSeconds, double unsettled, double paidWithoutShipment, double parked) {
        private static final Counts UNKNOWN = new Counts(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
}
