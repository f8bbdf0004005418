package io.tandem.faults.check;

import static io.tandem.faults.check.Invariant.NOTHING_HIDDEN;

import io.tandem.faults.check.Evidence.AtBroker;
import io.tandem.faults.check.Evidence.Console;
import io.tandem.faults.check.Evidence.Decision;
import io.tandem.faults.check.Evidence.Message;
import io.tandem.faults.check.Violation.Effect;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Invariant 5: what is left over is shown to an operator. */
final class Leftovers {

    private Leftovers() {}

    static Stream<Violation> violations(Evidence evidence) {
        AtBroker broker = evidence.broker();
        Console console = evidence.console();
        Predicate<Message> needed = needed(evidence);
        return Stream.of(
                        hidden("an open half message", broker.openHalf(), half -> half.attempt()
                                .filter(console.openAttempts()::contains)
                                .isPresent()),
                        hidden("a dead letter", broker.deadLetters(), needed.negate()),
                        hidden("a dropped half message", broker.dropped(), needed.negate()),
                        evidence.parked().stream()
                                .filter(parked -> !console.parkedIds().contains(parked.parkedId()))
                                .map(parked ->
                                        violation(parked.orderId().orElse(0L), "a parked message, " + parked.reason())))
                .flatMap(found -> found);
    }

    /** What the broker gave up is needed if its attempt is committed, has no shipment, and the console does not show that. */
    private static Predicate<Message> needed(Evidence evidence) {
        Set<UUID> needed = evidence.ledger().stream()
                .filter(Decision::committed)
                .map(Decision::attempt)
                .collect(Collectors.toSet());
        evidence.shipments().forEach(shipment -> needed.remove(shipment.attempt()));
        evidence.parked().forEach(parked -> parked.attempt().ifPresent(needed::remove));
        needed.removeAll(evidence.console().missing());
        return message -> message.attempt().filter(needed::contains).isPresent();
    }

    private static Stream<Violation> hidden(String what, List<Message> messages, Predicate<Message> shown) {
        return messages.stream()
                .filter(shown.negate())
                .map(message -> violation(
                        message.orderId().orElse(0L),
                        what + ", attempt " + message.attempt().orElse(null)));
    }

    private static Violation violation(long orderId, String what) {
        return new Violation(NOTHING_HIDDEN, Effect.OPEN, orderId, what + " that the console does not show");
    }
}
