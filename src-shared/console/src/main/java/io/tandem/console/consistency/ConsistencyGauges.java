package io.tandem.console.consistency;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tandem.mysql.HostClock;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The report's counts as gauges, looked at now and then, and the sweep. A count that could not be had is NaN: not known is not zero.
 * Names that could not be had stay what they were: an attempt is not mended by MySQL's being away.
 */
@Startup
@Singleton
class ConsistencyGauges {

    private static final Logger LOG = Logger.getLogger(ConsistencyGauges.class);

    private final OpenAttempts open;
    private final MissingEffects missing;
    private final StraySweep sweep;
    private final ParkedFindings parked;
    private final StuckAttempts stuck;
    private final HostClock clock;
    private final Map<String, String> failing = new ConcurrentHashMap<>();
    private volatile Counts counts = Counts.UNKNOWN;

    /**
     * As long as nothing is missing, a look begins where the last one ended: its cost is that of the rows since then, not of all that
     * the redelivery has yet to search, which are those of a minute. Invariant: what was missing at one look is looked at by the next.
     * An attempt that commits only after it was passed is seen when the redelivery has found it.
     */
    private volatile Optional<LocalDateTime> seen = Optional.empty();

    ConsistencyGauges(
            OpenAttempts open,
            MissingEffects missing,
            StraySweep sweep,
            ParkedFindings parked,
            HostClock clock,
            MeterRegistry meters) {
        this.clock = clock;
        this.open = open;
        this.missing = missing;
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

    @Scheduled(
            identity = "consistency-look",
            every = "${tandem.consistency.gauges-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        Instant now = clock.now();
        return Uni.combine()
                .all()
                .unis(
                        open.inDoubt(now, StuckAttempts.NAMED),
                        open.unsettled(now, StuckAttempts.NAMED),
                        missing.look(seen, now, StuckAttempts.NAMED),
                        parked.list(now, StuckAttempts.NAMED))
                .with(this::seen)
                .invoke(known -> counts = known)
                .invoke(() -> failing.remove("look"))
                .onFailure()
                .invoke(away -> counts = Counts.UNKNOWN)
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(away -> failed("look", away));
    }

    @Scheduled(
            identity = "consistency-sweep",
            every = "${tandem.consistency.sweep-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sweep.next()
                .invoke(() -> failing.remove("sweep"))
                .onFailure()
                .recoverWithUni(away -> failed("sweep", away));
    }

    private Counts seen(
            Findings<OpenAttempt> inDoubt,
            Findings<OpenAttempt> unsettled,
            MissingEffects.Look look,
            Findings<ParkedFinding> waiting) {
        Findings<MissingEffect> missed = look.findings();
        if (missed.none()) {
            seen = Optional.of(look.until());
        }
        stuck.name(inDoubt.items(), unsettled.items(), missed.items(), waiting.items());
        long oldest = inDoubt.items().stream()
                .mapToLong(OpenAttempt::ageSeconds)
                .findFirst()
                .orElse(0);
        return new Counts(inDoubt.count(), oldest, unsettled.count(), missed.count(), waiting.count());
    }

    /** How many findings there are of the kinds that need a person, or heal by themselves; empty if that is not known. */
    Optional<OpenProblems> problems() {
        Counts seen = counts;
        long strays = sweep.findings(0).count();
        return Double.isNaN(seen.parked)
                ? Optional.empty()
                : Optional.of(new OpenProblems(strays + (long) seen.parked, (long)
                        (seen.inDoubt + seen.unsettled + seen.paidWithoutShipment)));
    }

    /** One line until it works again, or fails otherwise: an outage is long, and the sweep comes each second. */
    private Uni<Void> failed(String part, Throwable away) {
        String cause = String.valueOf(away.getMessage());
        if (!cause.equals(failing.put(part, cause))) {
            LOG.warnf("consistency=%s-failed cause=%s", part, cause);
        }
        return Uni.createFrom().voidItem();
    }

    private static void gauge(MeterRegistry meters, String name, Supplier<Number> value) {
        Gauge.builder(name, value).strongReference(true).register(meters);
    }

    /** Findings that need a person, and those that heal by themselves. */
    record OpenProblems(long needYou, long healing) {}

    private record Counts(
            double inDoubt, double oldestInDoubtSeconds, double unsettled, double paidWithoutShipment, double parked) {
        private static final Counts UNKNOWN = new Counts(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
}
