package io.tandem.faults.check;

import io.tandem.faults.check.Evidence.AtBroker;
import io.tandem.faults.check.Evidence.Console;
import io.tandem.faults.check.Evidence.Decision;
import io.tandem.faults.check.Evidence.Message;
import io.tandem.faults.check.Evidence.Order;
import io.tandem.faults.check.Evidence.Parked;
import io.tandem.faults.check.Evidence.Shipment;
import io.tandem.faults.history.Call;
import io.tandem.faults.history.Kind;
import io.tandem.faults.history.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A small world to judge: what there is, one line each. */
final class World {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final List<Decision> ledger = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<Shipment> shipments = new ArrayList<>();
    private final List<Parked> parked = new ArrayList<>();
    private final Map<UUID, String> answers = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private AtBroker broker = AtBroker.NOTHING;
    private Console console = Console.NOTHING;

    /** An attempt by its number. */
    static UUID attempt(long number) {
        return new UUID(0, number);
    }

    World committed(long attempt, long orderId) {
        ledger.add(new Decision(attempt(attempt), true, Optional.of(orderId)));
        return this;
    }

    World rolledBack(long attempt, long orderId) {
        ledger.add(new Decision(attempt(attempt), false, Optional.of(orderId)));
        return this;
    }

    World order(long orderId, long userId, long attempt) {
        return order(orderId, userId, attempt, Optional.empty());
    }

    World order(long orderId, long userId, long attempt, Optional<UUID> key) {
        orders.add(new Order(orderId, userId, attempt(attempt), key, NOON));
        return this;
    }

    World shipment(long orderId, long userId, long attempt) {
        return shipment(orderId, userId, attempt, NOON.plusMillis(40));
    }

    World shipment(long orderId, long userId, long attempt, Instant at) {
        shipments.add(new Shipment(orderId, userId, attempt(attempt), at));
        return this;
    }

    /** Placed and shipped, and its caller told so. */
    World fine(long orderId, long userId, long attempt) {
        return committed(attempt, orderId)
                .order(orderId, userId, attempt)
                .shipment(orderId, userId, attempt)
                .told(orderId, userId, new Told.Placed(attempt(attempt)));
    }

    World told(long orderId, long userId, Told told) {
        return told(orderId, userId, Optional.empty(), told);
    }

    World told(long orderId, long userId, Optional<UUID> key, Told told) {
        calls.add(new Call(Kind.NEW, "order", userId, orderId, key, NOON, NOON, told));
        return this;
    }

    World parked(long parkedId, long attempt, long orderId) {
        parked.add(new Parked(parkedId, Optional.of(attempt(attempt)), Optional.of(orderId), "other-attempt"));
        return this;
    }

    World openHalf(long attempt) {
        broker = new AtBroker(List.of(message("H", attempt)), broker.deadLetters(), broker.dropped());
        return this;
    }

    World deadLetter(String id, long attempt) {
        broker = new AtBroker(broker.openHalf(), List.of(message(id, attempt)), broker.dropped());
        return this;
    }

    World dropped(String id, long attempt) {
        broker = new AtBroker(broker.openHalf(), broker.deadLetters(), List.of(message(id, attempt)));
        return this;
    }

    World shown(Set<UUID> open, Set<Long> parkedIds, Set<UUID> missing) {
        console = new Console(open, parkedIds, missing);
        return this;
    }

    World answers(long attempt, String status) {
        answers.put(attempt(attempt), status);
        return this;
    }

    Evidence evidence() {
        return new Evidence(ledger, orders, shipments, parked, broker, console, answers, calls);
    }

    List<Violation> violations() {
        return Invariants.violations(evidence());
    }

    private static Message message(String id, long attempt) {
        return new Message(id, Optional.of(attempt(attempt)), Optional.of(1L));
    }
}
