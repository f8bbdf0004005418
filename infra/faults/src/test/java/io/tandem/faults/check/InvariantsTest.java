package io.tandem.faults.check;

import static io.tandem.faults.check.Invariant.NOBODY_TOLD_WRONG;
import static io.tandem.faults.check.Invariant.NOTHING_AFTER_A_ROLLBACK;
import static io.tandem.faults.check.Invariant.NOTHING_HIDDEN;
import static io.tandem.faults.check.Invariant.ONE_ORDER_FOR_EACH_COMMIT;
import static io.tandem.faults.check.Invariant.ONE_SHIPMENT_FOR_EACH_ORDER;
import static io.tandem.faults.check.Violation.Effect.DUPLICATED;
import static io.tandem.faults.check.Violation.Effect.LOST;
import static io.tandem.faults.check.Violation.Effect.OPEN;
import static io.tandem.faults.check.Violation.Effect.UNEXPECTED;
import static io.tandem.faults.check.World.NOON;
import static io.tandem.faults.check.World.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.faults.check.Violation.Effect;
import io.tandem.faults.history.Told;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A checker that finds nothing is worth nothing: each way to be wrong, and that it is found. */
class InvariantsTest {

    private static final UUID KEY = new UUID(9, 9);

    private final World world = new World();

    @Test
    void nothingIsWrongWithAnOrderPlacedAndShipped() {
        assertThat(world.fine(1, 7, 1).violations()).isEmpty();
    }

    @Test
    void nothingIsWrongWithADuplicateThatWasRefused() {
        world.fine(1, 7, 1).rolledBack(2, 1).told(1, 8, new Told.Exists(attempt(2)));

        assertThat(world.violations()).isEmpty();
    }

    @Test
    void nothingIsWrongWithADuplicateWhoseRollbackNobodyWroteDown() {
        world.fine(1, 7, 1).told(1, 8, new Told.Exists(attempt(2)));

        assertThat(world.violations()).isEmpty();
    }

    @Test
    void whoeverWasToldNothingMayHavePlacedItOrNot() {
        world.committed(1, 1).order(1, 7, 1).shipment(1, 7, 1).told(1, 7, new Told.Nothing("gave up"));
        world.told(2, 7, new Told.Nothing("gave up"));

        assertThat(world.violations()).isEmpty();
    }

    @Test
    void whoeverIsInDoubtFindsOneFinalAnswerOfEitherKind() {
        world.committed(1, 1).order(1, 7, 1).shipment(1, 7, 1).told(1, 7, new Told.InDoubt(attempt(1)));
        world.rolledBack(2, 2).told(2, 7, new Told.InDoubt(attempt(2)));
        world.answers(1, "PLACED").answers(2, "ROLLED_BACK");

        assertThat(world.violations()).isEmpty();
    }

    @Test
    void aRepeatUnderItsKeyGetsTheFirstAnswer() {
        world.committed(1, 1)
                .order(1, 7, 1, Optional.of(KEY))
                .shipment(1, 7, 1)
                .told(1, 7, Optional.of(KEY), new Told.Placed(attempt(1)))
                .told(1, 7, Optional.of(KEY), new Told.Placed(attempt(1)));

        assertThat(world.violations()).isEmpty();
    }

    @Test
    void findsACommitWithoutItsOrder() {
        world.committed(1, 1);

        assertFound(ONE_ORDER_FOR_EACH_COMMIT, LOST);
    }

    @Test
    void findsAnOrderWithoutItsCommit() {
        world.order(1, 7, 1).shipment(1, 7, 1).told(1, 7, new Told.Placed(attempt(1)));

        assertFound(ONE_ORDER_FOR_EACH_COMMIT, UNEXPECTED);
    }

    @Test
    void findsTwoOrdersOfOneAttempt() {
        world.fine(1, 7, 1).order(2, 7, 1).shipment(2, 7, 1);

        assertFound(ONE_ORDER_FOR_EACH_COMMIT, DUPLICATED);
    }

    @Test
    void findsAnOrderThatWasNeverShipped() {
        world.committed(1, 1).order(1, 7, 1).told(1, 7, new Told.Nothing("broken"));

        assertFound(ONE_SHIPMENT_FOR_EACH_ORDER, LOST);
    }

    @Test
    void findsTwoShipmentsOfOneOrder() {
        world.fine(1, 7, 1).shipment(1, 7, 1);

        assertFound(ONE_SHIPMENT_FOR_EACH_ORDER, DUPLICATED);
    }

    @Test
    void findsAShipmentWithoutAnOrder() {
        world.shipment(1, 7, 1);

        assertFound(ONE_SHIPMENT_FOR_EACH_ORDER, UNEXPECTED);
    }

    @Test
    void findsAShipmentToAnotherUser() {
        world.committed(1, 1).order(1, 7, 1).shipment(1, 8, 1).told(1, 7, new Told.Placed(attempt(1)));

        assertFound(ONE_SHIPMENT_FOR_EACH_ORDER, UNEXPECTED);
    }

    @Test
    void findsAShipmentOfTheAttemptThatLost() {
        world.committed(1, 1).order(1, 7, 1).shipment(1, 7, 2).told(1, 7, new Told.Nothing("broken"));

        assertFound(ONE_SHIPMENT_FOR_EACH_ORDER, UNEXPECTED);
    }

    @Test
    void findsAShipmentThatCameBeforeItsOrder() {
        world.committed(1, 1)
                .order(1, 7, 1)
                .shipment(1, 7, 1, NOON.minusMillis(1))
                .told(1, 7, new Told.Placed(attempt(1)));

        assertFound(ONE_SHIPMENT_FOR_EACH_ORDER, UNEXPECTED);
    }

    @Test
    void findsTheOrderOfAnAttemptRolledBack() {
        world.rolledBack(1, 1).order(1, 7, 1).shipment(1, 7, 1).told(1, 7, new Told.Placed(attempt(1)));

        assertFound(NOTHING_AFTER_A_ROLLBACK, UNEXPECTED);
    }

    @Test
    void findsTheShipmentOfAnAttemptRolledBack() {
        world.fine(1, 7, 1).rolledBack(2, 2).shipment(2, 7, 2);

        assertFound(NOTHING_AFTER_A_ROLLBACK, UNEXPECTED);
    }

    @Test
    void findsTheMessageOfAnAttemptRolledBackEvenIfTheConsumerParkedIt() {
        world.fine(1, 7, 1)
                .rolledBack(2, 1)
                .told(1, 8, new Told.Exists(attempt(2)))
                .parked(5, 2, 1)
                .shown(Set.of(), Set.of(5L), Set.of());

        assertFound(NOTHING_AFTER_A_ROLLBACK, UNEXPECTED);
    }

    @Test
    void findsThatAnOrderToldPlacedIsNotThere() {
        world.told(1, 7, new Told.Placed(attempt(1)));

        assertFound(NOBODY_TOLD_WRONG, LOST);
    }

    @Test
    void findsThatAnOrderToldPlacedIsSomebodyElses() {
        world.fine(1, 7, 1).told(1, 8, new Told.Placed(attempt(2)));

        assertFound(NOBODY_TOLD_WRONG, LOST);
    }

    @Test
    void findsThatAnOrderToldPlacedWasNotShipped() {
        world.committed(1, 1).order(1, 7, 1).told(1, 7, new Told.Placed(attempt(1)));

        assertFound(NOBODY_TOLD_WRONG, LOST);
    }

    @Test
    void findsThatAnAttemptToldToHaveWrittenNothingWroteSomething() {
        world.committed(1, 1)
                .order(1, 7, 1)
                .shipment(1, 7, 1)
                .told(1, 7, new Told.Nothing("broken"))
                .told(1, 7, new Told.Exists(attempt(1)));

        assertFound(NOBODY_TOLD_WRONG, UNEXPECTED);
    }

    @Test
    void findsThatAnOrderToldToExistDoesNot() {
        world.rolledBack(1, 1).told(1, 7, new Told.Exists(attempt(1)));

        assertFound(NOBODY_TOLD_WRONG, UNEXPECTED);
    }

    @Test
    void findsThatWhoeverWasRefusedGotAnOrderAllTheSame() {
        world.committed(1, 1).order(1, 7, 1).shipment(1, 7, 1).told(1, 7, new Told.Refused("busy"));

        assertFound(NOBODY_TOLD_WRONG, UNEXPECTED);
    }

    @Test
    void anotherUsersOpenCallDoesNotExplainAnOrder() {
        world.committed(1, 1)
                .order(1, 7, 1)
                .shipment(1, 7, 1)
                .told(1, 7, new Told.Refused("busy"))
                .told(1, 8, new Told.Nothing("broken"));

        assertFound(NOBODY_TOLD_WRONG, UNEXPECTED);
    }

    @Test
    void anotherKeysOpenCallDoesNotExplainAnOrder() {
        world.committed(1, 1)
                .order(1, 7, 1, Optional.of(KEY))
                .shipment(1, 7, 1)
                .told(1, 7, Optional.of(KEY), new Told.Refused("busy"))
                .told(1, 7, new Told.Nothing("broken"));

        assertFound(NOBODY_TOLD_WRONG, UNEXPECTED);
    }

    @Test
    void findsTwoAnswersUnderOneKey() {
        world.fine(1, 7, 1)
                .told(1, 7, Optional.of(KEY), new Told.Placed(attempt(1)))
                .told(1, 7, Optional.of(KEY), new Told.Placed(attempt(2)));

        assertFound(NOBODY_TOLD_WRONG, DUPLICATED);
    }

    @Test
    void findsADoubtThatNobodyEverSettled() {
        world.told(1, 7, new Told.InDoubt(attempt(1))).answers(1, "IN_DOUBT");

        assertFound(NOBODY_TOLD_WRONG, OPEN);
    }

    @Test
    void findsADoubtWhoseAnswerIsNotTheLedgers() {
        world.rolledBack(1, 1).told(1, 7, new Told.InDoubt(attempt(1))).answers(1, "PLACED");

        assertFound(NOBODY_TOLD_WRONG, UNEXPECTED);
    }

    @Test
    void findsADoubtThatTheApiForgot() {
        world.rolledBack(1, 1).told(1, 7, new Told.InDoubt(attempt(1))).answers(1, "404");

        assertFound(NOBODY_TOLD_WRONG, UNEXPECTED);
    }

    @Test
    void findsAnAnswerThatTheContractDoesNotHave() {
        world.told(1, 7, new Told.OffContract(500, "oops"));

        assertFound(NOBODY_TOLD_WRONG, UNEXPECTED);
    }

    @Test
    void findsAnOpenHalfMessageThatTheConsoleDoesNotShow() {
        world.fine(1, 7, 1).openHalf(2);

        assertFound(NOTHING_HIDDEN, OPEN);
    }

    @Test
    void findsADeadLetterOfAnOrderWithoutAShipmentThatTheConsoleDoesNotShow() {
        world.committed(1, 1).order(1, 7, 1).deadLetter("D", 1);

        assertFound(NOTHING_HIDDEN, OPEN);
    }

    @Test
    void findsADroppedHalfMessageOfAnOrderWithoutAShipmentThatTheConsoleDoesNotShow() {
        world.committed(1, 1).order(1, 7, 1).dropped("T", 1);

        assertFound(NOTHING_HIDDEN, OPEN);
    }

    @Test
    void findsAParkedMessageThatTheConsoleDoesNotShow() {
        world.fine(1, 7, 1).parked(5, 1, 1);

        assertFound(NOTHING_HIDDEN, OPEN);
    }

    @Test
    void whatTheConsoleShowsIsNotHidden() {
        world.fine(1, 7, 1)
                .openHalf(2)
                .deadLetter("D", 1)
                .dropped("T", 1)
                .parked(5, 1, 1)
                .shown(Set.of(attempt(2)), Set.of(5L), Set.of());

        assertThat(world.violations()).isEmpty();
    }

    @Test
    void whatTheBrokerGaveUpOfAnOrderThatTheConsoleMissesIsNotHidden() {
        world.committed(1, 1).order(1, 7, 1).deadLetter("D", 1).shown(Set.of(), Set.of(), Set.of(attempt(1)));

        assertThat(world.violations()).noneMatch(violation -> violation.invariant() == NOTHING_HIDDEN);
    }

    private void assertFound(Invariant invariant, Effect effect) {
        List<Violation> found = world.violations();
        assertThat(found).anySatisfy(violation -> {
            assertThat(violation.invariant()).isEqualTo(invariant);
            assertThat(violation.effect()).isEqualTo(effect);
        });
    }
}
