package io.tandem.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
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
import io.tandem.transaction.TransactionOutcome.Committed;
import io.tandem.transaction.TransactionOutcome.InDoubt;
import io.tandem.transaction.TransactionOutcome.Reason;
import io.tandem.transaction.TransactionOutcome.Rejected;
import io.tandem.transaction.TransactionOutcome.RolledBack;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of DESIGN section 2, on the real MySQL: claim × settle × how the local transaction ends. */
@Tag("servers")
class LedgerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final HalfReceipt MESSAGE = HalfReceipt.ofId("01TEST");

    private static Node node;
    private static LocalTransactions transactions;

    private final Attempt attempt = Attempt.of("20001", "1001");

    @BeforeAll
    static void connect() {
        Servers.execute("CREATE TABLE IF NOT EXISTS effect (id BINARY(16) PRIMARY KEY, lane INT UNIQUE)");
        Servers.execute("GRANT SELECT, INSERT ON effect TO '"
                + Servers.database().orderAccount().user() + "'@'%'");
        node = Node.on("unused").build();
        transactions = new LocalTransactions(node.transactions(), node.ledger(), LIMIT);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void settlesAsCommitWhatWasCommitted() {
        TransactionOutcome<String> result = run(this::effect);

        Settlement settled = settle();

        assertThat(result).isEqualTo(new Committed<>(attempt.id(), "done"));
        assertThat(settled).isEqualTo(new Decided(Outcome.COMMIT));
        assertThat(effects()).isEqualTo(1);
        assertThat(entry().decidedBy()).isEqualTo(DecidedBy.LOCAL_TRANSACTION);
    }

    @Test
    void settlesAsRollbackWhenTheLocalTransactionNeverCame() {
        assertThat(settle()).isEqualTo(new Decided(Outcome.ROLLBACK));
        assertThat(settle()).as("and stays so").isEqualTo(new Decided(Outcome.ROLLBACK));
    }

    @Test
    void fencesALocalTransactionThatComesAfterTheCheckBack() {
        settle();

        TransactionOutcome<String> result = run(this::effect);

        assertThat(result).isEqualTo(new Rejected<>(attempt.id(), Reason.FENCED));
        assertThat(effects()).isZero();
        assertThat(settle()).isEqualTo(new Decided(Outcome.ROLLBACK));
    }

    @Test
    void leavesNoTransactionOpenWhateverBecameOfIt() {
        run(this::effect);
        run(this::effect);
        transactions
                .run(Attempt.of("20003", "1003"), MESSAGE, this::effect)
                .await()
                .atMost(PATIENCE);

        // The sessions are without autocommit: the next who gets one must not find it used.
        await().atMost(PATIENCE).until(() -> Servers.number("SELECT COUNT(*) FROM information_schema.innodb_trx") == 0);
    }

    @Test
    void answersNothingWhileTheLocalTransactionIsOpenAndThenWhatItDid() throws Exception {
        Gate gate = new Gate();
        CompletableFuture<TransactionOutcome<String>> running =
                start(connection -> effect(connection).flatMap(gate::hold));
        gate.awaitReached();

        Settlement whileOpen = settle();
        gate.open();

        assertThat(whileOpen).isEqualTo(new Unanswered(SqlFailure.LOCK_WAIT_TIMEOUT));
        assertThat(running.get(20, TimeUnit.SECONDS)).isInstanceOf(Committed.class);
        assertThat(settle()).isEqualTo(new Decided(Outcome.COMMIT));
    }

    @Test
    void answersRollbackAfterTheLocalTransactionFailed() throws Exception {
        Gate gate = new Gate();
        IllegalStateException refusal = new IllegalStateException("no");
        CompletableFuture<TransactionOutcome<String>> running = start(
                connection -> effect(connection).flatMap(gate::hold).onItem().failWith(done -> refusal));
        gate.awaitReached();

        Settlement whileOpen = settle();
        gate.open();

        assertThat(whileOpen).isEqualTo(new Unanswered(SqlFailure.LOCK_WAIT_TIMEOUT));
        assertThat(running.get(20, TimeUnit.SECONDS)).isEqualTo(new RolledBack<>(attempt.id(), refusal));
        assertThat(effects()).isZero();
        assertThat(settle()).isEqualTo(new Decided(Outcome.ROLLBACK));
    }

    @Test
    void checkBackThatWaitsIsAnsweredAsSoonAsTheLocalTransactionCommits() throws Exception {
        Gate gate = new Gate();
        CompletableFuture<TransactionOutcome<String>> running =
                start(connection -> effect(connection).flatMap(gate::hold));
        gate.awaitReached();

        UniAssertSubscriber<Settlement> waiting = settling().subscribe().withSubscriber(UniAssertSubscriber.create());
        await().atMost(PATIENCE)
                .until(() -> Servers.number(
                                "SELECT COUNT(*) FROM information_schema.innodb_trx" + " WHERE trx_state = 'LOCK WAIT'")
                        > 0);
        gate.open();

        assertThat(waiting.awaitItem(PATIENCE).getItem()).isEqualTo(new Decided(Outcome.COMMIT));
        assertThat(running.get(20, TimeUnit.SECONDS)).isInstanceOf(Committed.class);
    }

    @Test
    void tellsABusinessFailureFromAnOutage() {
        run(this::effect);
        Attempt second = Attempt.of("20001", "1002");

        TransactionOutcome<String> result =
                transactions.run(second, MESSAGE, this::effect).await().atMost(PATIENCE);

        assertThat(result).isInstanceOfSatisfying(RolledBack.class, failed -> assertThat(SqlFailure.of(failed.cause()))
                .isEqualTo(SqlFailure.DUPLICATE_KEY));
        assertThat(new LedgerEntries(node.pool()).find(second.id()).await().atMost(PATIENCE))
                .as("the claim was rolled back with the rest")
                .isEmpty();
    }

    @Test
    void givesUpALocalTransactionThatTakesTooLong() {
        LocalTransactions hasty = new LocalTransactions(node.transactions(), node.ledger(), Duration.ofMillis(300));

        TransactionOutcome<String> result = hasty.run(attempt, MESSAGE, connection -> effect(connection)
                        .flatMap(done ->
                                connection.preparedQuery("SELECT SLEEP(2)").execute())
                        .replaceWith("done"))
                .await()
                .atMost(PATIENCE);

        assertThat(result).isEqualTo(new Rejected<>(attempt.id(), Reason.DATABASE_UNAVAILABLE));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(settle()).isEqualTo(new Decided(Outcome.ROLLBACK)));
        assertThat(effects()).isZero();
    }

    @Test
    void runsTheVictimOfADeadlockAgain() throws Exception {
        int lane = 7_000_001;
        Servers.execute(
                "INSERT IGNORE INTO effect (id, lane) VALUES (RANDOM_BYTES(16), ?), (RANDOM_BYTES(16), ?)",
                lane,
                lane + 1);
        Servers.execute("GRANT UPDATE ON effect TO '"
                + Servers.database().orderAccount().user() + "'@'%'");
        CountDownLatch bothHoldOne = new CountDownLatch(2);
        Attempt other = Attempt.of("20002", "1002");

        CompletableFuture<TransactionOutcome<String>> one = start(attempt, crossing(lane, lane + 1, bothHoldOne));
        CompletableFuture<TransactionOutcome<String>> two = start(other, crossing(lane + 1, lane, bothHoldOne));

        assertThat(one.get(20, TimeUnit.SECONDS)).isInstanceOf(Committed.class);
        assertThat(two.get(20, TimeUnit.SECONDS)).isInstanceOf(Committed.class);
    }

    @Test
    void knowsThatNothingWasWrittenWhenTheConnectionIsLostBeforeCommit() {
        try (FaultyLink link = FaultyLink.to(Servers.database().port());
                Node behind = Node.on("unused").mySqlThrough(link.port()).build()) {
            LocalTransactions fragile = new LocalTransactions(behind.transactions(), behind.ledger(), LIMIT);

            TransactionOutcome<String> result = fragile.run(attempt, MESSAGE, connection -> effect(connection)
                            .invoke(link::cut)
                            .flatMap(
                                    done -> connection.preparedQuery("SELECT 1").execute())
                            .replaceWith("done"))
                    .await()
                    .atMost(PATIENCE);

            assertThat(result).isEqualTo(new Rejected<>(attempt.id(), Reason.DATABASE_UNAVAILABLE));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(settle()).isEqualTo(new Decided(Outcome.ROLLBACK)));
        }
    }

    @Test
    void doesNotKnowWhenTheConnectionIsLostAtCommitBeforeItTookEffect() {
        TransactionOutcome<String> result = commitThrough(Verdict.CUT_BEFORE);

        assertThat(result).isEqualTo(new InDoubt<>(attempt.id(), "done"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(settle()).isEqualTo(new Decided(Outcome.ROLLBACK)));
        assertThat(effects()).isZero();
    }

    @Test
    void doesNotKnowWhenTheConnectionIsLostAtCommitAfterItTookEffect() {
        TransactionOutcome<String> result = commitThrough(Verdict.CUT_AFTER);

        assertThat(result).isEqualTo(new InDoubt<>(attempt.id(), "done"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(settle()).isEqualTo(new Decided(Outcome.COMMIT)));
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void neverAnswersRollbackBecauseMySqlIsAway() {
        try (FaultyLink link = FaultyLink.to(Servers.database().port());
                Node behind = Node.on("unused").mySqlThrough(link.port()).build()) {
            link.cut();

            Settlement settled = behind.ledger()
                    .settle(attempt, DecidedBy.CHECK_BACK, MESSAGE, "test")
                    .await()
                    .atMost(PATIENCE);

            assertThat(settled).isEqualTo(new Unanswered(SqlFailure.UNAVAILABLE));
        }
    }

    @Test
    void doesNotWaitForEverForAMySqlThatHangs() {
        try (FaultyLink link = FaultyLink.to(Servers.database().port());
                Node behind = Node.on("unused")
                        .mySqlThrough(link.port())
                        .with("tandem.mysql.silence-limit", "500ms")
                        .build()) {
            LedgerEntries entries = new LedgerEntries(behind.pool());
            assertThat(entries.find(attempt.id()).await().atMost(PATIENCE)).isEmpty();
            link.stall();

            assertThatThrownBy(() -> entries.find(attempt.id()).await().atMost(PATIENCE))
                    .satisfies(failure -> assertThat(SqlFailure.of(failure)).isEqualTo(SqlFailure.UNAVAILABLE));
        }
    }

    @Test
    void keepsWhoDecidedAndWhy() {
        node.ledger()
                .settle(attempt, DecidedBy.CHECK_BACK, MESSAGE, "came first")
                .await()
                .atMost(PATIENCE);

        LedgerEntry entry = entry();

        assertThat(entry.decidedBy()).isEqualTo(DecidedBy.CHECK_BACK);
        assertThat(entry.key()).contains("20001");
        assertThat(entry.subject()).contains("1001");
        assertThat(entry.half()).isEqualTo(MESSAGE);
        assertThat(entry.reason()).contains("came first");
        assertThat(entry.decidedAt())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void prunesAllThatIsOldByMySqlsClockInBatchesAndNothingElse() {
        Instant now = Instant.now();
        List<AttemptId> old = IntStream.rangeClosed(0, 3 * LedgerPruning.BATCH)
                .mapToObj(i -> idOf(now.plusMillis(i)))
                .toList();
        insert(old, 8);
        AttemptId young = idOf(now.minus(Duration.ofDays(8)));
        insert(List.of(young), 6);

        long pruned = prune(Clock.systemUTC());

        assertThat(pruned).isEqualTo(old.size());
        assertThat(new LedgerEntries(node.pool()).find(young).await().atMost(PATIENCE))
                .as("its host is two days behind, or more")
                .isPresent();
    }

    @Test
    void aHostThatIsEightDaysAheadPrunesNothingThatIsYoung() {
        AttemptId young = idOf(Instant.now());
        insert(List.of(young), 0);

        prune(Clock.offset(Clock.systemUTC(), Duration.ofDays(8)));

        assertThat(new LedgerEntries(node.pool()).find(young).await().atMost(PATIENCE))
                .isPresent();
    }

    @Test
    void nothingIsPrunedThatIsYoungByThisHostsClock() {
        AttemptId young = idOf(Instant.now());
        insert(List.of(young), 8);

        prune(Clock.offset(Clock.systemUTC(), Duration.ofDays(-8)));

        assertThat(new LedgerEntries(node.pool()).find(young).await().atMost(PATIENCE))
                .as("MySQL is eight days ahead, or this host behind")
                .isPresent();
        Servers.execute("DELETE FROM tx_attempt WHERE attempt_id = ?", (Object)
                young.bytes().getBytes());
    }

    private static long prune(Clock clock) {
        return new LedgerPruning(node.pool(), Duration.ofDays(7), Duration.ofDays(3), clock)
                .prune()
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void refusesToForgetWhatTheBrokerCanStillAskFor() {
        assertThatThrownBy(
                        () -> new LedgerPruning(node.pool(), Duration.ofDays(2), Duration.ofDays(3), Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the broker may ask for a row");
    }

    private static AttemptId idOf(Instant time) {
        return new AttemptId(new java.util.UUID(
                time.toEpochMilli() << 16 | 0x7000, AttemptId.next().value().getLeastSignificantBits()));
    }

    private static void insert(List<AttemptId> ids, int daysAgo) {
        Servers.execute(
                "INSERT INTO tx_attempt (attempt_id, outcome, decided_by, decided_at)"
                        + " SELECT UUID_TO_BIN(id), 'ROLLBACK', 'CHECK_BACK', CURRENT_TIMESTAMP(6) - INTERVAL ? DAY"
                        + " FROM JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS ids",
                daysAgo,
                AttemptId.json(ids));
    }

    private TransactionOutcome<String> commitThrough(Verdict verdict) {
        try (FaultyLink link = FaultyLink.to(Servers.database().port());
                Node behind = Node.on("unused").mySqlThrough(link.port()).build()) {
            LocalTransactions fragile = new LocalTransactions(behind.transactions(), behind.ledger(), LIMIT);
            return fragile.run(attempt, MESSAGE, connection -> effect(connection)
                            .invoke(() -> link.inspectWith(Inspector.first(1, "COMMIT", verdict))))
                    .await()
                    .atMost(PATIENCE);
        }
    }

    private Function<LocalTransaction, Uni<String>> crossing(int first, int second, CountDownLatch bothHoldOne) {
        return connection -> lock(connection, first)
                .invoke(bothHoldOne::countDown)
                .emitOn(io.smallrye.mutiny.infrastructure.Infrastructure.getDefaultExecutor())
                .invoke(() -> awaitQuietly(bothHoldOne))
                .flatMap(done -> lock(connection, second));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Uni<String> lock(LocalTransaction connection, int lane) {
        return connection
                .preparedQuery("SELECT lane FROM effect WHERE lane = ? FOR UPDATE")
                .execute(Tuple.of(lane))
                .replaceWith("done");
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

    private TransactionOutcome<String> run(Function<LocalTransaction, Uni<String>> work) {
        return transactions.run(attempt, MESSAGE, work).await().atMost(PATIENCE);
    }

    private CompletableFuture<TransactionOutcome<String>> start(Function<LocalTransaction, Uni<String>> work) {
        return start(attempt, work);
    }

    private static CompletableFuture<TransactionOutcome<String>> start(
            Attempt attempt, Function<LocalTransaction, Uni<String>> work) {
        return transactions.run(attempt, MESSAGE, work).subscribeAsCompletionStage();
    }

    private Uni<Settlement> settling() {
        return node.ledger().settle(attempt, DecidedBy.CHECK_BACK, MESSAGE, "test");
    }

    private Settlement settle() {
        return settling().await().atMost(PATIENCE);
    }

    private LedgerEntry entry() {
        return new LedgerEntries(node.pool())
                .find(attempt.id())
                .await()
                .atMost(PATIENCE)
                .orElseThrow();
    }
}
