package io.tandem.faults.check;

import static io.tandem.faults.check.Invariant.ONE_SHIPMENT_FOR_EACH_ORDER;

import io.tandem.faults.check.Evidence.Order;
import io.tandem.faults.check.Evidence.Shipment;
import io.tandem.faults.check.Violation.Effect;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Invariant 2: what is paid is shipped, once, and nothing else is. */
final class OrdersAndShipments {

    private OrdersAndShipments() {}

    static Stream<Violation> violations(Evidence evidence) {
        Map<Long, Order> orders = evidence.orders().stream()
                .collect(Collectors.toMap(Order::orderId, Function.identity(), (one, other) -> one));
        Map<Long, List<Shipment>> shipments =
                evidence.shipments().stream().collect(Collectors.groupingBy(Shipment::orderId));
        return Stream.concat(
                orders.values().stream()
                        .filter(order -> !shipments.containsKey(order.orderId()))
                        .map(order -> violation(
                                Effect.LOST, order.orderId(), "paid, never shipped; attempt " + order.attempt())),
                shipments.values().stream()
                        .flatMap(rows -> ofOrder(rows, orders.get(rows.get(0).orderId()))));
    }

    private static Stream<Violation> ofOrder(List<Shipment> rows, Order order) {
        Stream.Builder<Violation> found = Stream.builder();
        if (rows.size() > 1) {
            found.add(violation(Effect.DUPLICATED, rows.get(0).orderId(), rows.size() + " shipments"));
        }
        rows.forEach(shipment -> ofShipment(shipment, order).forEach(found::add));
        return found.build();
    }

    private static Stream<Violation> ofShipment(Shipment shipment, Order order) {
        if (order == null) {
            return Stream.of(violation(Effect.UNEXPECTED, shipment.orderId(), "a shipment without an order"));
        }
        Stream.Builder<Violation> found = Stream.builder();
        if (shipment.userId() != order.userId() || !shipment.attempt().equals(order.attempt())) {
            found.add(violation(
                    Effect.UNEXPECTED,
                    order.orderId(),
                    "paid by user " + order.userId() + " (" + order.attempt() + "), shipped to user "
                            + shipment.userId() + " (" + shipment.attempt() + ")"));
        }
        if (shipment.createdAt().isBefore(order.createdAt())) {
            found.add(violation(Effect.UNEXPECTED, order.orderId(), "shipped before it was paid"));
        }
        return found.build();
    }

    private static Violation violation(Effect effect, long orderId, String detail) {
        return new Violation(ONE_SHIPMENT_FOR_EACH_ORDER, effect, orderId, detail);
    }
}
