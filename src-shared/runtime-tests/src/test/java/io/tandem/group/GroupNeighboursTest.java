package io.tandem.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ledger.LedgerEntry;
import io.tandem.ledger.Outcome;
import io.tandem.testing.Servers;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.Committed;
import io.tandem.transaction.TransactionOutcome.RolledBack;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one member's trouble means to the others: they are committed all the same, and hardly later. */
@Tag("servers")
class GroupNeighboursTest {

    /** On top of what a group takes anyway. */
    private static final Duration NEIGHBOURS_WAIT = Duration.ofMillis(250);

    private static Grouped groups;

    @BeforeAll
    static void connect() {
        groups = Grouped.connect().warm();
    }

    @AfterAll
    static void close() {
        groups.close();
    }

    @AfterEach
    void seeing() {
        groups.effects.blind = false;
        groups.effects.looksAway = false;
    }

    @Test
    void oneThatFailsTakesNoOtherWithItAndHasItsOwnHalfMessageAndRollback() {
        int taken = takenLane();
        double undone = groups.undone();

        Sent sent = Sent.of(groups, 20, 7, taken);

        sent.assertCommittedBut(7);
        assertAloneAndRolledBack(sent.outcome(7));
        assertThat(groups.undone()).isEqualTo(undone);
    }

    @Test
    void oneThatFailsUnforeseenTakesNoOtherWithItEither() {
        int taken = takenLane();
        double undone = groups.undone();
        groups.effects.blind = true;

        Sent sent = Sent.of(groups, 20, 7, taken);

        sent.assertCommittedBut(7);
        assertAloneAndRolledBack(sent.outcome(7));
        assertThat(groups.undone()).isGreaterThan(undone);
    }

    @Test
    void oneThatWaitsForALockDelaysTheOthersALittle() throws Exception {
        assertThat(leastDelayOfOthers()).isLessThan(NEIGHBOURS_WAIT);
    }

    @Test
    void aLockThatComesBetweenTheLookAndTheWorkDelaysTheOthersALittle() throws Exception {
        groups.effects.looksAway = true;

        assertThat(leastDelayOfOthers()).isLessThan(NEIGHBOURS_WAIT);
    }

    @Test
    void aLockThatIsNeverSeenDelaysTheOthersForASecond() throws Exception {
        groups.effects.blind = true;

        assertThat(leastDelayOfOthers()).isLessThan(Duration.ofSeconds(1));
    }

    /** Of some tries, for the machine has other work: how much longer the others take if one waits for a lock. */
    private static Duration leastDelayOfOthers() throws Exception {
        Duration least = Grouped.PATIENCE;
        for (int i = 0; i < 4; i++) {
            Duration calm = Sent.together(groups, 20).othersTook(-1);
            Duration delay = othersOfALockedOne().minus(calm);
            least = delay.compareTo(least) < 0 ? delay : least;
        }
        return least;
    }

    private static Duration othersOfALockedOne() throws Exception {
        int lane = Grouped.lane();
        try (Connection admin = Servers.database().openAsAdmin();
                Statement statement = admin.createStatement()) {
            admin.setAutoCommit(false);
            statement.execute("INSERT INTO effect VALUES (RANDOM_BYTES(16), " + lane + ")");

            Sent sent = Sent.of(groups, 20, 5, lane);

            sent.assertCommittedBut(5);
            admin.rollback();
            assertThat(sent.outcome(5)).isInstanceOf(Committed.class);
            return sent.othersTook(5);
        }
    }

    private static int takenLane() {
        int taken = Grouped.lane();
        groups.send(Grouped.key(), taken).join();
        return taken;
    }

    private static void assertAloneAndRolledBack(TransactionOutcome<Void> outcome) {
        assertThat(outcome).isInstanceOfSatisfying(RolledBack.class, failed -> assertThat(failed.isDuplicate())
                .isTrue());
        LedgerEntry own = groups.entry(outcome.attemptId()).orElseThrow();
        assertThat(own.outcome()).isEqualTo(Outcome.ROLLBACK);
        assertThat(own.group()).isEmpty();
        assertThat(own.messageId()).isPresent();
    }
}
