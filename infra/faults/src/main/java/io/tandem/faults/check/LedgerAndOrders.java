package io.tandem.faults.check;

import static io.tandem.faults.check.Invariant.ONE_ORDER_FOR_EACH_COMMIT;

import io.tandem.faults.check.Evidence.Decision;
import io.tandem.faults.check.Evidence.Order;
import io.tandem.faults.check.Violation.Effect;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Invariant 1: decision and effect are one. */
final class LedgerAndOrders {

    private LedgerAndOrders() {}

    static Stream<Violation> violations(Evidence evidence) {
        Map<UUID, List<Order>> orders = evidence.orders().stream().collect(Collectors.groupingBy(Order::attempt));
        Map<UUID, List<Decision>> commits = evidence.ledger().stream()
                .filter(Decision::committed)
                .collect(Collectors.groupingBy(Decision::attempt));
        return Stream.concat(
                commits.values().stream().flatMap(rows -> ofCommit(rows, orders)),
                evidence.orders().stream()
                        .filter(order -> !commits.containsKey(order.attempt()))
                        .map(order -> violation(
                                Effect.UNEXPECTED, order.orderId(), "no COMMIT row for attempt " + order.attempt())));
    }

    private static Stream<Violation> ofCommit(List<Decision> rows, Map<UUID, List<Order>> orders) {
        Decision commit = rows.get(0);
        long orderId = commit.orderId().orElse(0L);
        int placed = orders.getOrDefault(commit.attempt(), List.of()).size();
        Stream.Builder<Violation> found = Stream.builder();
        if (rows.size() > 1) {
            found.add(violation(Effect.DUPLICATED, orderId, rows.size() + " COMMIT rows for " + commit.attempt()));
        }
        if (placed == 0) {
            found.add(violation(Effect.LOST, orderId, "COMMIT row without an order, attempt " + commit.attempt()));
        }
        if (placed > 1) {
            found.add(violation(Effect.DUPLICATED, orderId, placed + " orders for attempt " + commit.attempt()));
        }
        return found.build();
    }

    private static Violation violation(Effect effect, long orderId, String detail) {
        return new Violation(ONE_ORDER_FOR_EACH_COMMIT, effect, orderId, detail);
    }
}
