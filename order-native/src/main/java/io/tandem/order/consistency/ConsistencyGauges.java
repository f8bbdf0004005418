package io.tandem.order.consistency;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The report's counts as gauges, looked at now and then, and the timer of the sweep. A count that could not be had is NaN: not known
 * is not zero.
 */
@Singleton
class ConsistencyGauges {

    private static final Logger LOG = Logger.getLogger(ConsistencyGauges.class);

    private final Vertx vertx;
    private final ConsistencySettings settings;
    private final OpenAttempts open;
    private final UnshippedOrders unshipped;
    private final ShipmentSweep sweep;
    private final ParkedMessageList parked;
    private volatile Counts counts = Counts.UNKNOWN;
    private long look;
    private long sweeping;

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
        this.unshipped = unshipped;
        this.sweep = sweep;
        this.parked = parked;
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
        look = every(settings.gaugesEvery(), this::look);
        sweeping = every(settings.sweepEvery(), sweep::next);
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(look);
        vertx.cancelTimer(sweeping);
    }

    private Uni<Void> look() {
        Instant now = Clock.systemUTC().instant();
        return Uni.combine()
                .all()
                .unis(open.inDoubt(now, 1), open.unsettled(now, 1), unshipped.count(now), parked.count())
                .with((inDoubt, unsettled, missing, waiting) -> new Counts(
                        inDoubt.count(),
                        inDoubt.items().stream()
                                .mapToLong(OpenAttempt::ageSeconds)
                                .findFirst()
                                .orElse(0),
                        unsettled.count(),
                        missing,
                        waiting))
                .onFailure()
                .invoke(away -> counts = Counts.UNKNOWN)
                .invoke(known -> counts = known)
                .replaceWithVoid();
    }

    /** Never two at a time. */
    private long every(Duration period, Supplier<Uni<Void>> work) {
        AtomicBoolean running = new AtomicBoolean();
        return vertx.setPeriodic(period.toMillis(), tick -> {
            if (running.compareAndSet(false, true)) {
                work.get()
                        .onTermination()
                        .invoke(() -> running.set(false))
                        .subscribe()
                        .with(done -> {}, away -> LOG.debugf("consistency=not-known cause=%s", away.getMessage()));
            }
        });
    }

    private static void gauge(MeterRegistry meters, String name, Supplier<Number> value) {
        Gauge.builder(name, value).strongReference(true).register(meters);
    }

    private record Counts(
            double inDoubt, double oldestInDoubtSeconds, double unsettled, double paidWithoutShipment, double parked) {
        private static final Counts UNKNOWN = new Counts(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
}
