package io.tandem.logistics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.tandem.consumer.ConsumerGroup;
import io.tandem.consumer.Delivery;
import io.tandem.consumer.DeliveryHandler;
import io.tandem.consumer.Verdict;
import io.tandem.logistics.Incoming.Wanted;
import io.tandem.mysql.Outage;
import io.tandem.mysql.SqlFailure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The use case: a paid order gets its shipment, exactly once in effect, however often it is told. */
@Singleton
@ConsumerGroup("shipments")
public final class CreateShipments implements DeliveryHandler {

    /** From what a person notices as delay to what only a check-back or a redelivery brings. */
    private static final Duration[] BOUNDS = Stream.of(
                    5L, 10L, 25L, 50L, 100L, 250L, 500L, 1_000L, 2_500L, 5_000L, 10_000L, 30_000L, 60_000L, 300_000L)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Shipments shipments;
    private final Timer endToEnd;

    public CreateShipments(Shipments shipments, MeterRegistry meters) {
        this.shipments = shipments;
        this.endToEnd = Timer.builder("tandem.end.to.end")
                .description("from the request to pay until the shipment is committed")
                .serviceLevelObjectives(BOUNDS)
                .register(meters);
    }

    @Override
    public Uni<List<Verdict>> handle(List<Delivery> batch) {
        List<Incoming> incoming = batch.stream().map(Incoming::of).toList();
        return store(incoming)
                .map(stored -> verdicts(
                        incoming,
                        request -> judged(request, stored.get(request.order().orderId()))))
                .onFailure()
                .recoverWithItem(failure -> verdicts(incoming, request -> verdict(failure)));
    }

    /** Duplicates are not timed: the shipment was there. The clock is the order host's at the beginning, and ours at the end. */
    private Verdict judged(ShipmentRequest request, Shipment stored) {
        Verdict verdict = request.verdict(stored);
        if (verdict.equals(Verdict.DONE)) {
            endToEnd.record(Duration.between(request.order().paidAt(), Instant.now()));
        }
        return verdict;
    }

    /** What is in the table afterwards, by order number. */
    private Uni<Map<Long, Shipment>> store(List<Incoming> incoming) {
        Map<Long, ShipmentRequest> requests = new LinkedHashMap<>();
        for (Incoming one : incoming) {
            if (one instanceof Wanted wanted) {
                // Two deliveries of one order in a batch: the first is inserted, both are compared with what is stored.
                requests.putIfAbsent(wanted.request().order().orderId(), wanted.request());
            }
        }
        if (requests.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return shipments
                .create(List.copyOf(requests.values()))
                .flatMap(created -> shipments.find(List.copyOf(requests.keySet())));
    }

    private static List<Verdict> verdicts(List<Incoming> incoming, Function<ShipmentRequest, Verdict> onWanted) {
        return incoming.stream()
                .map(one -> one.fold(onWanted, Function.identity()))
                .toList();
    }

    private static Verdict verdict(Throwable failure) {
        return SqlFailure.of(failure).mayPass()
                ? new Verdict.Unavailable(Outage.reason(failure))
                : new Verdict.Retry(failure.getMessage());
    }
}
