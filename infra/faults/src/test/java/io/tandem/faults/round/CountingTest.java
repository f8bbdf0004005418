package io.tandem.faults.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.faults.check.Evidence;
import io.tandem.faults.check.Evidence.AtBroker;
import io.tandem.faults.check.Evidence.Console;
import io.tandem.faults.check.Evidence.Order;
import io.tandem.faults.check.Evidence.Shipment;
import io.tandem.faults.check.Invariant;
import io.tandem.faults.check.Violation;
import io.tandem.faults.check.Violation.Effect;
import io.tandem.faults.history.Call;
import io.tandem.faults.history.Kind;
import io.tandem.faults.history.Told;
import io.tandem.faults.round.RoundResult.Figures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CountingTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    @Test
    void countsOrdersThatWereAcknowledgedAndNotHowOften() {
        Figures figures = figures(List.of(), call(1, 0, new Told.Placed(FIRST)), call(1, 5, new Told.Placed(FIRST)));

        assertThat(figures.attempted()).isEqualTo(2);
        assertThat(figures.acknowledged()).isOne();
    }

    @Test
    void whoeverWasLeftWithoutAnAnswerIsRecoveredUnlessItIsStillOpen() {
        Violation open = new Violation(Invariant.NOBODY_TOLD_WRONG, Effect.OPEN, 2, "");

        Figures figures =
                figures(List.of(open), call(1, 0, new Told.Nothing("gone")), call(2, 0, new Told.InDoubt(SECOND)));

        assertThat(figures.open()).isEqualTo(2);
        assertThat(figures.recovered()).isOne();
    }

    @Test
    void timesFromTheFirstCallThatMayHavePlacedTheOrderToItsShipment() {
        Figures figures = figures(
                List.of(),
                call(1, 100, new Told.Nothing("gone")),
                call(1, 0, new Told.Refused("busy")),
                call(1, 400, new Told.Placed(FIRST)));

        assertThat(figures.endToEndMillis()).containsExactly(900L);
    }

    private static Figures figures(List<Violation> violations, Call... calls) {
        Evidence evidence = new Evidence(
                List.of(),
                List.of(new Order(1, 7, FIRST, Optional.empty(), NOON)),
                List.of(new Shipment(1, 7, FIRST, NOON.plusMillis(1_000))),
                List.of(),
                AtBroker.NOTHING,
                Console.NOTHING,
                Map.of(),
                List.of(calls));
        return Counting.figures(evidence, violations);
    }

    private static Call call(long orderId, int afterMillis, Told told) {
        Instant began = NOON.plusMillis(afterMillis);
        return new Call(Kind.NEW, "order-1", 7, orderId, Optional.empty(), began, began, told);
    }
}
