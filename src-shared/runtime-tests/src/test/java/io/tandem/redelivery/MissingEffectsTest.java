package io.tandem.redelivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.consumer.ParkedMessageReview;
import io.tandem.ledger.AttemptId;
import io.tandem.testing.Node;
import io.tandem.testing.Servers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The search passes over nothing, whatever the clocks of the hosts say and however long a commit takes. */
@Tag("servers")
class MissingEffectsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static Node node;
    private static Node otherNode;

    private final Receipts receipts = new Receipts("unused");

    @BeforeAll
    static void connect() {
        node = Node.on("unused").build();
        otherNode = Node.on("unused").build();
    }

    @AfterAll
    static void close() {
        node.close();
        otherNode.close();
    }

    @BeforeEach
    void nothingWasFoundYet() {
        Servers.execute("DELETE FROM redelivery");
        searchedTo(60);
    }

    @Test
    void findsACommittedAttemptWhoseEffectIsMissing() {
        AttemptId attempt = receipts.committed(AttemptId.next(), "R1", 30);

        assertThat(search(node)).isOne();

        assertThat(isFound(attempt)).isTrue();
    }

    @Test
    void leavesAloneWhatArrivedAndWhatIsWithinTheGraceTime() {
        receipts.arrive(receipts.committed(AttemptId.next(), "R1", 30));
        receipts.committed(AttemptId.next(), "R2", 10);

        assertThat(search(node)).isZero();
    }

    @Test
    void anAttemptOfAHostTenMinutesBehindIsFoundThoughTheSearchIsPastItsId() {
        search(node);
        AttemptId behind = receipts.committed(idMadeAt(Duration.ofMinutes(-10)), "R1", 15);

        assertThat(found(missing(node, Duration.ofSeconds(10)))).isOne();

        assertThat(isFound(behind)).isTrue();
    }

    @Test
    void anAttemptOfAHostEightDaysAheadIsFoundAndHidesNoOther() {
        AttemptId ahead = receipts.committed(idMadeAt(Duration.ofDays(8)), "R1", 40);
        AttemptId next = receipts.committed(AttemptId.next(), "R2", 30);

        assertThat(search(node)).isEqualTo(2);

        assertThat(isFound(ahead)).isTrue();
        assertThat(isFound(next)).isTrue();
    }

    @Test
    void aCommitThatIsStillOpenIsNotPassed() throws SQLException {
        AttemptId slow = receipts.written(AttemptId.next(), "R1");
        try (Connection transaction = Servers.database().openAsAdmin()) {
            transaction.setAutoCommit(false);
            try (PreparedStatement claim = transaction.prepareStatement(
                    "INSERT INTO tx_attempt (attempt_id, outcome, decided_by, decided_at)"
                            + " VALUES (?, 'COMMIT', 'LOCAL_TRANSACTION', CURRENT_TIMESTAMP(6) - INTERVAL 30 SECOND)")) {
                claim.setBytes(1, slow.bytes().getBytes());
                claim.executeUpdate();
            }
            assertThatThrownBy(() -> search(node)).hasMessageContaining("Lock wait timeout");
            transaction.commit();
        }

        assertThat(search(node)).isOne();
        assertThat(isFound(slow)).isTrue();
    }

    @Test
    void whatWasSearchedOnceIsNotReadAgain() {
        receipts.committed(AttemptId.next(), "R1", 30);
        search(node);
        Servers.execute("DELETE FROM redelivery");

        assertThat(search(node)).isZero();
    }

    @Test
    void attemptsOfTheSameMomentAreAllLookedAtAcrossPages() {
        Servers.execute(
                "INSERT INTO tx_attempt (attempt_id, outcome, decided_by, decided_at)"
                        + " SELECT RANDOM_BYTES(16), 'COMMIT', 'LOCAL_TRANSACTION', FROM_UNIXTIME(UNIX_TIMESTAMP() - 30)"
                        + " FROM JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$')) AS numbers",
                numbers(2 * MissingEffects.PAGE + 10));
        AttemptId first = receipts.committed(new AttemptId(new UUID(1, 1)), "R1", 29);
        AttemptId last = receipts.committed(new AttemptId(new UUID(-2, 1)), "R2", 29);

        assertThat(search(node)).isEqualTo(2);

        assertThat(isFound(first)).isTrue();
        assertThat(isFound(last)).isTrue();
        Servers.execute(
                "DELETE FROM tx_attempt WHERE attempt_id IN (?, ?)",
                first.bytes().getBytes(),
                last.bytes().getBytes());
    }

    @Test
    void attemptsOfOtherServicesDoNotStopTheSearch() {
        Receipts.decided(AttemptId.next(), "COMMIT", 35);
        Receipts.decided(AttemptId.next(), "ROLLBACK", 34);
        AttemptId ours = receipts.committed(AttemptId.next(), "R1", 30);

        assertThat(search(node)).isOne();

        assertThat(isFound(ours)).isTrue();
    }

    @Test
    void twoProcessesFindEachOnce() {
        for (int i = 0; i < 20; i++) {
            receipts.committed(AttemptId.next(), "R" + i, 30);
        }

        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> search(node));
        CompletableFuture<Integer> two = CompletableFuture.supplyAsync(() -> search(otherNode));

        assertThat(one.join() + two.join()).isEqualTo(20);
    }

    @Test
    void aSearchThatEndsInItsMiddleHasDoneNothing() {
        AttemptId attempt = receipts.committed(AttemptId.next(), "R1", 30);
        receipts.setAway(true);
        assertThatThrownBy(() -> search(node)).hasMessage("away");
        receipts.setAway(false);

        assertThat(search(otherNode)).isOne();

        assertThat(isFound(attempt)).isTrue();
    }

    private int search(Node on) {
        return found(missing(on, GRACE));
    }

    private MissingEffects missing(Node on, Duration grace) {
        Effects effects = new Effects(List.of(receipts), new ParkedMessageReview(on.pool()));
        return new MissingEffects(on.pool(), effects, grace, LIMIT);
    }

    /** Page after page, as {@link Redelivery#search} does. */
    private static int found(MissingEffects missing) {
        int found = 0;
        MissingEffects.Searched page;
        do {
            page = missing.search().await().atMost(PATIENCE);
            found += page.found();
        } while (page.more());
        return found;
    }

    private static boolean isFound(AttemptId attempt) {
        return Servers.number("SELECT COUNT(*) FROM redelivery WHERE attempt_id = ?", (Object)
                        attempt.bytes().getBytes())
                == 1;
    }

    private static void searchedTo(long secondsAgo) {
        Servers.execute(
                "UPDATE redelivery_search SET decided_to = CURRENT_TIMESTAMP(6) - INTERVAL ? SECOND, searched_to = RANDOM_BYTES(16)",
                secondsAgo);
    }

    private static AttemptId idMadeAt(Duration fromNow) {
        return AttemptId.lowerBound(Instant.now().plus(fromNow));
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
