package io.tandem.play.act;

import io.tandem.faults.check.Evidence;
import io.tandem.faults.check.Invariant;
import io.tandem.faults.check.Invariants;
import io.tandem.faults.check.Violation;
import io.tandem.faults.evidence.Scene;
import io.tandem.faults.history.Call;
import io.tandem.faults.history.History;
import io.tandem.faults.load.Numbers;
import io.tandem.faults.rig.Rig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The count at the end: who was told what, and what is really there, judged by the invariants of the fault harness. */
final class Reckoning {

    private static final Duration REST_WITHIN = Duration.ofSeconds(150);

    private Reckoning() {}

    /**
     * What came of it.
     *
     * @param rest whether everything came to rest
     * @param orders of what was paid for here
     * @param shipments of what was paid for here
     * @param answers who was told what
     * @param invariants how many were judged
     * @param violations in words
     */
    record View(
            boolean rest,
            long orders,
            long shipments,
            Map<String, Fate> answers,
            int invariants,
            List<String> violations) {}

    /** Of all that were told the same: how many have the order and the shipment, and how many neither. */
    record Fate(int calls, int both, int neither, int between) {

        Fate plus(Fate other) {
            return new Fate(calls + other.calls, both + other.both, neither + other.neither, between + other.between);
        }
    }

    /** Only what was paid for in this history counts. */
    static View of(Rig rig, History history) {
        return of(new Scene(rig, Numbers.ofAllRounds(), history), history, true);
    }

    /** The same, once nothing moves any more. */
    static View afterRest(Rig rig, History history) {
        Scene scene = new Scene(rig, Numbers.ofAllRounds(), history);
        return of(scene, history, scene.awaitQuiet(REST_WITHIN));
    }

    private static View of(Scene scene, History history, boolean rest) {
        Evidence evidence = onlyOf(history, scene.evidence());
        Map<String, Fate> answers = new TreeMap<>();
        Map<Long, Evidence.Order> orders =
                evidence.orders().stream().collect(Collectors.toMap(Evidence.Order::orderId, order -> order));
        Map<Long, Long> shipped = evidence.shipments().stream()
                .collect(Collectors.toMap(Evidence.Shipment::orderId, Evidence.Shipment::userId, (one, again) -> one));
        evidence.calls().forEach(call -> answers.merge(call.told().name(), fate(call, orders, shipped), Fate::plus));
        return new View(
                rest,
                evidence.orders().size(),
                evidence.shipments().size(),
                answers,
                Invariant.values().length,
                Invariants.violations(evidence).stream()
                        .map(Violation::toString)
                        .limit(5)
                        .toList());
    }

    private static Fate fate(Call call, Map<Long, Evidence.Order> orders, Map<Long, Long> shipped) {
        boolean ordered = Optional.ofNullable(orders.get(call.orderId()))
                .filter(order -> call.mayHavePlaced(order.userId(), order.key(), order.attempt()))
                .isPresent();
        boolean sent = ordered
                && Optional.ofNullable(shipped.get(call.orderId()))
                        .filter(user -> user == call.userId())
                        .isPresent();
        return new Fate(1, ordered && sent ? 1 : 0, ordered || sent ? 0 : 1, ordered == sent ? 0 : 1);
    }

    /** People may pay on the services' own pages meanwhile: of those it is not known who was told what. */
    private static Evidence onlyOf(History history, Evidence all) {
        Set<Long> ours = history.calls().stream().map(Call::orderId).collect(Collectors.toSet());
        return new Evidence(
                all.ledger().stream()
                        .filter(row -> row.orderId().filter(ours::contains).isPresent())
                        .toList(),
                all.orders().stream()
                        .filter(row -> ours.contains(row.orderId()))
                        .toList(),
                all.shipments().stream()
                        .filter(row -> ours.contains(row.orderId()))
                        .toList(),
                all.parked(),
                all.broker(),
                all.console(),
                all.finalAnswers(),
                all.calls());
    }
}
