package io.tandem.faults.check;

import static io.tandem.faults.check.Invariant.NOBODY_TOLD_WRONG;

import io.tandem.faults.check.Evidence.Decision;
import io.tandem.faults.check.Evidence.Order;
import io.tandem.faults.check.Evidence.Shipment;
import io.tandem.faults.check.Violation.Effect;
import io.tandem.faults.history.Call;
import io.tandem.faults.history.Told;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Invariant 4: each caller against what is there. */
final class Promises {

    private final Evidence evidence;
    private final Map<Long, Order> orders = new HashMap<>();
    private final Map<UUID, Decision> decisions = new HashMap<>();
    private final Set<UUID> ordered = new HashSet<>();
    private final Set<UUID> shipped = new HashSet<>();

    private Promises(Evidence evidence) {
        this.evidence = evidence;
        evidence.orders().forEach(order -> {
            orders.put(order.orderId(), order);
            ordered.add(order.attempt());
        });
        evidence.ledger().forEach(decision -> decisions.put(decision.attempt(), decision));
        evidence.shipments().stream().map(Shipment::attempt).forEach(shipped::add);
    }

    static Stream<Violation> violations(Evidence evidence) {
        Promises promises = new Promises(evidence);
        return Stream.of(
                        evidence.calls().stream().flatMap(call -> promises.kept(call).stream()),
                        promises.explained(),
                        promises.oneAnswerForEachKey())
                .flatMap(found -> found);
    }

    private Optional<Violation> kept(Call call) {
        Told told = call.told();
        if (told instanceof Told.Placed placed) {
            return placed(call, placed.attempt());
        }
        if (told instanceof Told.Exists exists) {
            return orders.containsKey(call.orderId())
                    ? nothingOf(exists.attempt(), call, "exists")
                    : violation(Effect.UNEXPECTED, call, "told that it exists, and there is no such order");
        }
        if (told instanceof Told.KeyReused reused) {
            return nothingOf(reused.attempt(), call, "its key is another's");
        }
        if (told instanceof Told.InDoubt doubt) {
            return settled(call, doubt.attempt());
        }
        if (told instanceof Told.OffContract off) {
            return violation(Effect.UNEXPECTED, call, "answered " + off.status() + " " + off.body());
        }
        return Optional.empty(); // refused or told nothing: see explained()
    }

    private Optional<Violation> placed(Call call, UUID attempt) {
        Order order = orders.get(call.orderId());
        if (order == null) {
            return violation(Effect.LOST, call, "told placed, and there is no order; attempt " + attempt);
        }
        if (!order.attempt().equals(attempt) || order.userId() != call.userId()) {
            return violation(
                    Effect.LOST, call, "told placed as " + attempt + ", and the order is " + order.attempt() + "'s");
        }
        return shipped.contains(attempt)
                ? Optional.empty()
                : violation(Effect.LOST, call, "told placed, and never shipped; attempt " + attempt);
    }

    private Optional<Violation> nothingOf(UUID attempt, Call call, String told) {
        boolean something = ordered.contains(attempt)
                || shipped.contains(attempt)
                || Optional.ofNullable(decisions.get(attempt))
                        .filter(Decision::committed)
                        .isPresent();
        return something
                ? violation(Effect.UNEXPECTED, call, "told that " + told + ", and the attempt did it: " + attempt)
                : Optional.empty();
    }

    private Optional<Violation> settled(Call call, UUID attempt) {
        Decision decision = decisions.get(attempt);
        if (decision == null) {
            return violation(Effect.OPEN, call, "told in doubt, and never decided: attempt " + attempt);
        }
        String answer = evidence.finalAnswers().getOrDefault(attempt, "nothing");
        String expected = decision.committed() ? "PLACED" : "ROLLED_BACK";
        return answer.equals(expected)
                ? Optional.empty()
                : violation(
                        Effect.UNEXPECTED,
                        call,
                        "told in doubt; now answers " + answer + ", and the ledger says " + expected + "; " + attempt);
    }

    /** No order is there that all its callers were told to be none: that is what "refused" promises. */
    private Stream<Violation> explained() {
        Map<Long, List<Call>> byOrder = evidence.calls().stream().collect(Collectors.groupingBy(Call::orderId));
        return evidence.orders().stream()
                .filter(order -> byOrder.getOrDefault(order.orderId(), List.of()).stream()
                        .noneMatch(call -> call.mayHavePlaced(order.userId(), order.key(), order.attempt())))
                .map(order -> new Violation(
                        NOBODY_TOLD_WRONG,
                        Effect.UNEXPECTED,
                        order.orderId(),
                        "there, though each of its callers was told that it is not theirs; attempt "
                                + order.attempt()));
    }

    private Stream<Violation> oneAnswerForEachKey() {
        Map<UUID, Set<UUID>> placed = new HashMap<>();
        Map<UUID, Long> numbers = new HashMap<>();
        for (Call call : evidence.calls()) {
            if (call.key().isPresent() && call.told() instanceof Told.Placed told) {
                placed.computeIfAbsent(call.key().get(), key -> new HashSet<>()).add(told.attempt());
                numbers.put(call.key().get(), call.orderId());
            }
        }
        return placed.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> new Violation(
                        NOBODY_TOLD_WRONG,
                        Effect.DUPLICATED,
                        numbers.get(entry.getKey()),
                        "one Idempotency-Key, several answers: " + entry.getValue()));
    }

    private static Optional<Violation> violation(Effect effect, Call call, String detail) {
        return Optional.of(new Violation(NOBODY_TOLD_WRONG, effect, call.orderId(), detail));
    }
}
