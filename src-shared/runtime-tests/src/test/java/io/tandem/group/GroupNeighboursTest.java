package io.tandem.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ledger.LedgerEntry;
import io.tandem.ledger.Outcome;
import io.tandem.mysql.OverrunException;
import io.tandem.testing.Servers;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.Committed;
import io.tandem.transaction.TransactionOutcome.RolledBack;
import java.sql.Connection;
import java.sql.SQLException;
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

    private static final Duration WAITED =
            Groups.WORK_LIMIT.plus(Groups.SECOND_LIMIT).plus(OverrunException.AT_ONCE.multipliedBy(2));

    /** Calm groups that take as long as what is done beside the waiting. */
    private static final int WORK = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A group that a slow machine does not finish in time is undone for that. */
    private static final int TRIES = 20;

    private static Grouped groups;

    @BeforeAll
    static void connect() {
        groups = Grouped.connect();
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
        double undone;
        int tries = 0;
        do {
            undone = groups.undone();

            Sent sent = Sent.of(groups, 20, 7, taken);

            sent.assertCommittedBut(7);
            assertAloneAndRolledBack(sent.outcome(7));
        } while (groups.undone() > undone && ++tries < TRIES);
        assertThat(groups.undone()).as("it is found out before").isEqualTo(undone);
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
    void oneThatWaitsForALockDoesNotMakeTheOthersWaitForIt() throws Exception {
        assertOthersAreCommittedWhileOneIsLocked();
    }

    @Test
    void neitherDoesALockThatComesBetweenTheLookAndTheWork() throws Exception {
        groups.effects.looksAway = true;

        assertOthersAreCommittedWhileOneIsLocked();
    }

    @Test
    void neitherDoesALockThatIsNeverSeen() throws Exception {
        groups.effects.blind = true;

        assertOthersAreCommittedWhileOneIsLocked();
    }

    /**
     * What is waited for is the same each time; what a slow machine adds is not, so there are other tries. Of the work there is more than in
     * a calm group: two groups are undone, and nineteen attempts then go each by itself.
     */
    @Test
    void aLockThatIsNeverSeenDelaysTheOthersByAQuarterOfASecondAtMost() throws Exception {
        groups.effects.blind = true;
        long until = System.nanoTime() + PATIENCE.toNanos();
        Duration delay;
        Duration calm;
        do {
            calm = tookTheOthers(Grouped.lane());
            int locked = Grouped.lane();
            try (Connection holder = holding(locked)) {
                delay = tookTheOthers(locked).minus(calm);
                holder.rollback();
            }
        } while (delay.compareTo(most(calm)) > 0 && System.nanoTime() < until);

        assertThat(delay).isLessThanOrEqualTo(most(calm));
    }

    private static Duration most(Duration calm) {
        Duration waitedAndDone = WAITED.plus(calm.multipliedBy(WORK));
        return waitedAndDone.compareTo(NEIGHBOURS_WAIT) > 0 ? waitedAndDone : NEIGHBOURS_WAIT;
    }

    /** Until all but that one are told. */
    private static Duration tookTheOthers(int lane) {
        long began = System.nanoTime();
        Sent.of(groups, 20, 5, lane).assertCommittedBut(5);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** How long it takes depends on the machine; how long it is waited does not. */
    @Test
    void whatIsWaitedForOneMemberIsBounded() {
        assertThat(Groups.WORK_LIMIT.plus(Groups.WORK_LIMIT))
                .as("the look and the work")
                .isLessThan(NEIGHBOURS_WAIT);
        assertThat(WAITED).as("the work and its end, twice").isLessThan(NEIGHBOURS_WAIT);
        assertThat(Groups.HELD).as("the next group").isLessThan(NEIGHBOURS_WAIT);
    }

    private static void assertOthersAreCommittedWhileOneIsLocked() throws Exception {
        int lane = Grouped.lane();
        try (Connection holder = holding(lane)) {
            Sent sent = Sent.of(groups, 20, 5, lane);

            sent.assertCommittedBut(5);
            holder.rollback();
            assertThat(sent.outcome(5)).isInstanceOf(Committed.class);
        }
    }

    private static Connection holding(int lane) throws SQLException {
        Connection holder = Servers.database().openAsAdmin();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("INSERT INTO effect VALUES (RANDOM_BYTES(16), " + lane + ")");
        }
        return holder;
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
