package io.tandem.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Settlement.Decided;
import io.tandem.ledger.Settlement.Unanswered;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.Inspector;
import io.tandem.local.fault.Verdict;
import io.tandem.mysql.SqlFailure;
import io.tandem.testing.Gate;
import io.tandem.testing.Node;
import io.tandem.testing.Servers;
import io.tandem.transaction.LocalTransaction;
import io.tandem.transaction.LocalTransactions;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.InDoubt;
import io.tandem.transaction.TransactionOutcome.Reason;
import io.tandem.transaction.TransactionOutcome.Rejected;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The time-out meets the local transaction at each point of its way, on the real MySQL. What is told must be what the ledger says,
 * then and later: "not committed" only of what never commits, "in doubt" of what may have.
 */
@Tag("servers")
class LocalTransactionTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Long enough that on a busy machine, too, it strikes where the test holds the transaction, and nowhere before. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private static final HalfReceipt MESSAGE = HalfReceipt.ofId("01TEST");

    private static Node beside;

    private final Attempt attempt = Attempt.of("20001", "1001");
    private final AtomicBoolean commitSent = new AtomicBoolean();

    private FaultyLink link;
    private Node node;

    @BeforeAll
    static void settleFromElsewhere() {
        Servers.execute("CREATE TABLE IF NOT EXISTS effect (id BINARY(16) PRIMARY KEY, lane INT UNIQUE)");
        Servers.execute("GRANT SELECT, INSERT ON effect TO '"
                + Servers.database().orderAccount().user() + "'@'%'");
        beside = Node.on("unused").build();
    }

    @AfterAll
    static void close() {
        beside.close();
    }

    @BeforeEach
    void connect() {
        link = FaultyLink.to(Servers.database().port());
        node = Node.on("unused").mySqlThrough(link.port()).build();
    }

    @AfterEach
    void disconnect() {
        node.close();
        link.close();
    }

    @Test
    void whatTimesOutWhileItsClaimWaitsWritesNothing() throws Exception {
        TransactionOutcome<String> told;
        try (Connection other = Servers.database().openAsAdmin()) {
            other.setAutoCommit(false);
            lockTheAttempt(other);

            told = run(this::effect).get(20, TimeUnit.SECONDS);
            other.rollback();
        }

        assertThat(told).isEqualTo(new Rejected<>(attempt.id(), Reason.DATABASE_UNAVAILABLE));
        awaitLedgerSays(Outcome.ROLLBACK);
        assertThat(effects()).isZero();
    }

    @Test
    void whatTimesOutBeforeCommitIsSentIsNeverCommitted() throws Exception {
        Gate gate = new Gate();

        CompletableFuture<TransactionOutcome<String>> running =
                run(connection -> watched(effect(connection), () -> {}).flatMap(gate::hold));
        gate.awaitReached();
        TransactionOutcome<String> told = running.get(20, TimeUnit.SECONDS);
        gate.open();

        assertThat(told).isEqualTo(new Rejected<>(attempt.id(), Reason.DATABASE_UNAVAILABLE));
        awaitLedgerSays(Outcome.ROLLBACK);
        assertThat(commitSent).isFalse();
        assertThat(effects()).isZero();
    }

    @Test
    void whatTimesOutWhileCommitIsOnItsWayIsInDoubtAndMayBeCommittedAfterwards() throws Exception {
        CountDownLatch arrives = new CountDownLatch(1);

        TransactionOutcome<String> told = run(connection -> watched(effect(connection), () -> hold(arrives)))
                .get(20, TimeUnit.SECONDS);
        Settlement meanwhile = settle();
        arrives.countDown();

        assertThat(told).isEqualTo(new InDoubt<>(attempt.id(), "done"));
        assertThat(meanwhile).isEqualTo(new Unanswered(SqlFailure.LOCK_WAIT_TIMEOUT));
        awaitLedgerSays(Outcome.COMMIT);
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void whatTimesOutBeforeCommitIsAnsweredIsInDoubtThoughItIsCommitted() throws Exception {
        CompletableFuture<TransactionOutcome<String>> running =
                run(connection -> watched(effect(connection), link::stallReplies));
        await().atMost(PATIENCE).untilTrue(commitSent);
        awaitLedgerSays(Outcome.COMMIT);
        TransactionOutcome<String> told = running.get(20, TimeUnit.SECONDS);
        link.heal();

        assertThat(told).isEqualTo(new InDoubt<>(attempt.id(), "done"));
        assertThat(settle()).isEqualTo(new Decided(Outcome.COMMIT));
        assertThat(effects()).isEqualTo(1);
    }

    private CompletableFuture<TransactionOutcome<String>> run(Function<LocalTransaction, Uni<String>> work) {
        return new LocalTransactions(node.transactions(), node.ledger(), LIMIT)
                .run(attempt, MESSAGE, work)
                .subscribeAsCompletionStage();
    }

    /** From then on the network looks for COMMIT (the claim's own text has the word in it, too) and does this to it first. */
    private Uni<String> watched(Uni<String> work, Runnable atCommit) {
        Inspector inspector = (chunk, length) -> {
            if (new String(chunk, 0, length, StandardCharsets.ISO_8859_1).contains("COMMIT")
                    && commitSent.compareAndSet(false, true)) {
                atCommit.run();
            }
            return Verdict.PASS;
        };
        return work.invoke(() -> link.inspectWith(inspector));
    }

    private static void hold(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void lockTheAttempt(Connection connection) throws Exception {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO tx_attempt (attempt_id, outcome, decided_by) VALUES (?, 'ROLLBACK', 'CHECK_BACK')")) {
            insert.setBytes(1, attempt.id().bytes().getBytes());
            insert.executeUpdate();
        }
    }

    private Uni<String> effect(LocalTransaction connection) {
        return connection
                .preparedQuery("INSERT INTO effect (id) VALUES (?)")
                .execute(Tuple.of(attempt.id().bytes()))
                .replaceWith("done");
    }

    private long effects() {
        return Servers.number("SELECT COUNT(*) FROM effect WHERE id = ?", (Object)
                attempt.id().bytes().getBytes());
    }

    private Settlement settle() {
        return beside.ledger()
                .settle(attempt, DecidedBy.CHECK_BACK, MESSAGE, "test")
                .await()
                .atMost(PATIENCE);
    }

    private void awaitLedgerSays(Outcome outcome) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(settle()).isEqualTo(new Decided(outcome)));
    }
}
