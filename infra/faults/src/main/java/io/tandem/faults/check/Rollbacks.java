package io.tandem.faults.check;

import static io.tandem.faults.check.Invariant.NOTHING_AFTER_A_ROLLBACK;

import io.tandem.faults.check.Evidence.Decision;
import io.tandem.faults.check.Violation.Effect;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Invariant 3: no means no. Delivered is what counts, and not only shipped: that the consumer found out and parked the message of an
 * attempt that never was does not make its delivery right.
 */
final class Rollbacks {

    private Rollbacks() {}

    static Stream<Violation> violations(Evidence evidence) {
        Set<UUID> rolledBack = evidence.ledger().stream()
                .filter(row -> !row.committed())
                .map(Decision::attempt)
                .collect(Collectors.toSet());
        Set<UUID> committed = evidence.ledger().stream()
                .filter(Decision::committed)
                .map(Decision::attempt)
                .collect(Collectors.toSet());
        Stream<Violation> orders = evidence.orders().stream()
                .filter(order -> rolledBack.contains(order.attempt()))
                .map(order -> violation(order.orderId(), "the order of an attempt rolled back, " + order.attempt()));
        Stream<Violation> shipments = evidence.shipments().stream()
                .filter(shipment -> rolledBack.contains(shipment.attempt()))
                .map(shipment ->
                        violation(shipment.orderId(), "the shipment of an attempt rolled back, " + shipment.attempt()));
        Stream<Violation> delivered = evidence.parked().stream()
                .filter(parked -> parked.attempt().filter(committed::contains).isEmpty())
                .map(parked -> violation(
                        parked.orderId().orElse(0L),
                        "delivered and parked (" + parked.reason() + ") without a commit, attempt "
                                + parked.attempt().map(UUID::toString).orElse("unknown")));
        return Stream.of(orders, shipments, delivered).flatMap(found -> found);
    }

    private static Violation violation(long orderId, String detail) {
        return new Violation(NOTHING_AFTER_A_ROLLBACK, Effect.UNEXPECTED, orderId, detail);
    }
}
