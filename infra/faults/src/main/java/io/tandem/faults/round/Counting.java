package io.tandem.faults.round;

import io.tandem.faults.check.Evidence;
import io.tandem.faults.check.Evidence.Order;
import io.tandem.faults.check.Evidence.Shipment;
import io.tandem.faults.check.Violation;
import io.tandem.faults.check.Violation.Effect;
import io.tandem.faults.history.Call;
import io.tandem.faults.history.Told;
import io.tandem.faults.round.RoundResult.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Counts what a round's evidence has. */
final class Counting {

    private Counting() {}

    static Figures figures(Evidence evidence, List<Violation> violations) {
        long open = evidence.calls().stream().filter(Call::leftOpen).count();
        long neverSettled = violations.stream()
                .filter(violation -> violation.effect() == Effect.OPEN)
                .count();
        return new Figures(
                evidence.calls().size(),
                evidence.calls().stream()
                        .filter(call -> call.told() instanceof Told.Placed)
                        .map(Call::orderId)
                        .distinct()
                        .count(),
                open,
                Math.max(0, open - neverSettled),
                evidence.calls().stream()
                        .collect(Collectors.groupingBy(
                                call -> call.told().getClass().getSimpleName(), TreeMap::new, Collectors.counting())),
                endToEnd(evidence));
    }

    private static List<Long> endToEnd(Evidence evidence) {
        Map<UUID, Instant> began = beginnings(evidence);
        List<Long> millis = new ArrayList<>();
        for (Shipment shipment : evidence.shipments()) {
            Instant from = began.get(shipment.attempt());
            if (from != null) {
                millis.add(Duration.between(from, shipment.createdAt()).toMillis());
            }
        }
        return millis.stream().sorted().toList();
    }

    /** When the call began that placed each order; of several that may have, the earliest. */
    private static Map<UUID, Instant> beginnings(Evidence evidence) {
        Map<Long, List<Call>> calls = evidence.calls().stream().collect(Collectors.groupingBy(Call::orderId));
        Map<UUID, Instant> began = new HashMap<>();
        for (Order order : evidence.orders()) {
            calls.getOrDefault(order.orderId(), List.of()).stream()
                    .filter(call -> call.mayHavePlaced(order.userId(), order.key(), order.attempt()))
                    .map(Call::began)
                    .min(Instant::compareTo)
                    .ifPresent(first -> began.put(order.attempt(), first));
        }
        return began;
    }
}
