package io.tandem.transaction;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.tandem.consumer.Delivery;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.DecidedBy;
import io.tandem.ledger.HalfReceipt;
import io.tandem.ledger.Outcome;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.Inspector;
import io.tandem.local.fault.Verdict;
import io.tandem.testing.Gate;
import io.tandem.testing.Node;
import io.tandem.testing.Recorder;
import io.tandem.testing.Servers;
import io.tandem.transaction.TransactionOutcome.Committed;
import io.tandem.transaction.TransactionOutcome.InDoubt;
import io.tandem.transaction.TransactionOutcome.Reason;
import io.tandem.transaction.TransactionOutcome.Rejected;
import io.tandem.transaction.TransactionOutcome.RolledBack;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The protocol on the real servers: check-back × local transaction × resolution. The business row of these tests is one of the
 * table {@code effect}; the library knows nothing of orders.
 */
@Tag("servers")
class TransactionalProducerTest {

    /** The gRPC channel backs off for as long as a minute after its connections were cut. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Two check rounds of the local broker, and the pause of its clock: what has not come by then was thrown away. */
    private static final Duration CHECKED = Duration.ofSeconds(6);

    private static String topic;
    private static Node consumer;
    private static Recorder received;
    private static FaultyLink toBroker;
    private static FaultyLink toMySql;
    private static Node node;

    /** The keys of what must never be delivered: looked for once more after the last test. */
    private static final Set<String> NEVER = ConcurrentHashMap.newKeySet();

    private final Attempt attempt = Attempt.of("key-" + System.nanoTime(), "1001");

    @BeforeAll
    static void connect() {
        Servers.execute("CREATE TABLE IF NOT EXISTS effect (id BINARY(16) PRIMARY KEY, lane INT UNIQUE)");
        Servers.execute("GRANT SELECT, INSERT ON effect TO '"
                + Servers.database().orderAccount().user() + "'@'%'");
        topic = Servers.newTopic();
        received = Recorder.accepting();
        consumer = Node.on(topic).group(Servers.newGroup()).build().consuming(received);
        toBroker = FaultyLink.to(Servers.rocketMq().grpcPort());
        toMySql = FaultyLink.to(Servers.database().port());
        node = Node.on(topic)
                .rocketMqThrough(toBroker.port())
                .mySqlThrough(toMySql.port())
                .build()
                .producing();
        await().atMost(PATIENCE).until(() -> node.isConnected() && consumer.isReceiving());
    }

    @AfterAll
    static void nothingElseWasEverDelivered() {
        try {
            await().during(CHECKED).atMost(CHECKED.plusSeconds(10)).untilAsserted(() -> assertThat(NEVER)
                    .isNotEmpty()
                    .allSatisfy(key -> assertThat(received.of(key)).isEmpty()));
        } finally {
            close();
        }
    }

    private static void close() {
        node.close();
        consumer.close();
        toBroker.close();
        toMySql.close();
    }

    @Test
    void deliversWhatWasCommitted() {
        TransactionOutcome<String> outcome = execute(this::effect);

        assertThat(outcome).isInstanceOfSatisfying(Committed.class, committed -> {
            assertThat(committed.attemptId()).isEqualTo(attempt.id());
            assertThat(committed.value()).isEqualTo("done");
        });
        Delivery delivery = awaitDelivery();
        assertThat(delivery.attemptId()).contains(attempt.id());
        assertThat(delivery.messageId()).isEqualTo(ledgersMessageId());
        assertThat(delivery.tag()).contains("TEST");
        assertThat(delivery.body().toString()).isEqualTo("body");
        assertThat(delivery.properties()).containsEntry("traceparent", "00-trace");
    }

    @Test
    void neverDeliversWhatTheLocalTransactionRefused() {
        IllegalStateException refusal = new IllegalStateException("no");

        TransactionOutcome<String> outcome =
                execute(connection -> effect(connection).onItem().failWith(done -> refusal));

        assertThat(outcome).isInstanceOfSatisfying(RolledBack.class, failed -> assertThat(failed.cause())
                .isEqualTo(refusal));
        assertThat(recorded()).isEqualTo(Outcome.ROLLBACK);
        assertNothingIsEverDelivered();
    }

    @Test
    void commitLostIsDeliveredByTheCheckBack() {
        double lostBefore = unacknowledged("commit");

        TransactionOutcome<String> outcome =
                execute(connection -> effect(connection).invoke(toBroker::cut));
        await().atMost(PATIENCE).until(() -> unacknowledged("commit") > lostBefore);
        toBroker.heal();

        assertThat(outcome).isInstanceOf(Committed.class);
        assertThat(awaitDelivery().attemptId()).contains(attempt.id());
    }

    @Test
    void commitLostIsDeliveredByTheCheckBackOfAnotherProducer() {
        String ownTopic = Servers.newTopic();
        Recorder ownReceived = Recorder.accepting();
        try (FaultyLink dying = FaultyLink.to(Servers.rocketMq().grpcPort());
                Node first =
                        Node.on(ownTopic).rocketMqThrough(dying.port()).build().producing();
                Node listening =
                        Node.on(ownTopic).group(Servers.newGroup()).build().consuming(ownReceived)) {
            await().atMost(PATIENCE).until(() -> first.isConnected() && listening.isReceiving());
            execute(first, ownTopic, connection -> effect(connection).invoke(dying::cut));

            try (Node second = Node.on(ownTopic).build().producing()) {
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(ownReceived.of(attempt.key()))
                        .isNotEmpty());
                assertThat(answers(second, "commit")).isPositive();
            }
        }
    }

    @Test
    void rollbackLostIsRolledBackByTheCheckBack() {
        double before = answers(node, "rollback");
        double lostBefore = unacknowledged("rollback");

        TransactionOutcome<String> outcome = execute(connection ->
                effect(connection).invoke(toBroker::cut).onItem().failWith(done -> new IllegalStateException("no")));
        await().atMost(PATIENCE).until(() -> unacknowledged("rollback") > lostBefore);
        toBroker.heal();

        assertThat(outcome).isInstanceOf(RolledBack.class);
        await().atMost(PATIENCE).until(() -> answers(node, "rollback") > before);
        assertNothingIsEverDelivered();
    }

    @Test
    void checkBackDuringTheLocalTransactionIsAskedAgainAndThenCommits() throws Exception {
        double unknownBefore = answers(node, "unknown");
        Gate gate = new Gate();
        CompletableFuture<TransactionOutcome<String>> running =
                start(connection -> effect(connection).flatMap(gate::hold));
        gate.awaitReached();
        await().atMost(PATIENCE).until(() -> answers(node, "unknown") > unknownBefore);

        gate.open();

        assertThat(running.get(20, SECONDS)).isInstanceOf(Committed.class);
        assertThat(awaitDelivery().attemptId()).contains(attempt.id());
    }

    @Test
    void checkBackDuringTheLocalTransactionIsAskedAgainAndThenRollsBack() throws Exception {
        double unknownBefore = answers(node, "unknown");
        Gate gate = new Gate();
        CompletableFuture<TransactionOutcome<String>> running = start(connection ->
                effect(connection).flatMap(gate::hold).onItem().failWith(done -> new IllegalStateException("no")));
        gate.awaitReached();
        await().atMost(PATIENCE).until(() -> answers(node, "unknown") > unknownBefore);

        gate.open();

        assertThat(running.get(20, SECONDS)).isInstanceOf(RolledBack.class);
        assertNothingIsEverDelivered();
    }

    @Test
    void localTransactionThatComesAfterItsCheckBackIsFencedAndSaysSo() {
        node.ledger()
                .settle(attempt, DecidedBy.CHECK_BACK, HalfReceipt.ofId(null), "first")
                .await()
                .atMost(PATIENCE);

        TransactionOutcome<String> outcome = execute(this::effect);

        assertThat(outcome).isEqualTo(new Rejected<>(attempt.id(), Reason.FENCED));
        assertThat(effects()).isZero();
        assertNothingIsEverDelivered();
    }

    @Test
    void checkBackBeforeTheLocalTransactionLeavesAYoungAttemptAlone() throws Exception {
        // Patient with a MySQL that does not answer, longer than the check-back takes to come.
        Node.Builder patient = Node.on(topic).mySqlThrough(toMySql.port()).with("tandem.mysql.connect-timeout", "15s");
        double unknownBefore = answers(node, "unknown");
        CompletableFuture<TransactionOutcome<String>> running;
        try (Node slow = patient.build().producing();
                Node asked = Node.on(topic).build().producing()) {
            await().atMost(PATIENCE).until(() -> slow.isConnected() && asked.isConnected());
            Attempt young = Attempt.of(attempt.key(), null);
            toMySql.stall();
            try {
                running = slow.messages()
                        .send(message(topic, young), connection -> Uni.createFrom()
                                .item("done"))
                        .subscribeAsCompletionStage();
                await().atMost(PATIENCE)
                        .until(() -> answers(asked, "unknown") + answers(slow, "unknown") + answers(node, "unknown")
                                > unknownBefore);
            } finally {
                toMySql.heal();
            }
            assertThat(running.get(20, SECONDS)).isInstanceOf(Committed.class);
        }

        awaitDelivery();
    }

    @Test
    void halfMessageThatWasStoredButNotAcknowledgedIsRolledBackByItsCheckBack() {
        toBroker.inspectWith(Inspector.first(10, attempt.key(), Verdict.CUT_AFTER));
        TransactionOutcome<String> outcome;
        try {
            outcome = execute(this::effect);
        } finally {
            toBroker.inspectWith(Inspector.PASS_ALL);
        }

        assertThat(outcome).isEqualTo(new Rejected<>(attempt.id(), Reason.BROKER_UNAVAILABLE));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(recorded()).isEqualTo(Outcome.ROLLBACK));
        assertNothingIsEverDelivered();
        assertThat(effects()).isZero();
    }

    @Test
    void brokerAwayMeansRejectedAndNothingWritten() {
        toBroker.cut();
        try {
            TransactionOutcome<String> outcome = execute(this::effect);

            assertThat(outcome).isEqualTo(new Rejected<>(attempt.id(), Reason.BROKER_UNAVAILABLE));
            assertThat(effects()).isZero();
            assertThat(recorded()).isNull();
            assertThat(node.reachesBroker()).isFalse();
        } finally {
            toBroker.heal();
        }
        await().atMost(PATIENCE).until(node::reachesBroker);
        assertThat(execute(Attempt.of("recovered", null)))
                .as("recovery needs no restart, and who is told so may send")
                .isInstanceOf(Committed.class);
    }

    @Test
    void brokerRestartedBetweenHalfAndCommitStillDelivers() {
        TransactionOutcome<String> outcome = execute(
                connection -> effect(connection).invoke(() -> Servers.rocketMq().kill()));
        Servers.rocketMq().start();

        assertThat(outcome).isInstanceOf(Committed.class);
        assertThat(awaitDelivery().attemptId()).contains(attempt.id());
    }

    @Test
    void mySqlAwayMeansRejectedAndNothingWritten() {
        toMySql.cut();
        try {
            TransactionOutcome<String> outcome = execute(this::effect);

            assertThat(outcome).isEqualTo(new Rejected<>(attempt.id(), Reason.DATABASE_UNAVAILABLE));
        } finally {
            toMySql.heal();
        }
        assertThat(effects()).isZero();
        assertNothingIsEverDelivered();
    }

    @Test
    void mySqlSlowerThanTheLimitMeansRejectedAndNothingWritten() {
        TransactionOutcome<String> outcome;
        try (Node hasty = Node.on(topic)
                .with("tandem.rocketmq.local-transaction-limit", "1s")
                .build()
                .producing()) {
            await().atMost(PATIENCE).until(hasty::isConnected);
            outcome = execute(hasty, topic, connection -> effect(connection)
                    .flatMap(done -> connection.preparedQuery("SELECT SLEEP(3)").execute())
                    .replaceWith("done"));
        }

        assertThat(outcome).isEqualTo(new Rejected<>(attempt.id(), Reason.DATABASE_UNAVAILABLE));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(effects()).isZero());
        assertNothingIsEverDelivered();
    }

    @Test
    void connectionLostAtCommitThatTookEffectIsCommitted() {
        TransactionOutcome<String> outcome = execute(connection ->
                effect(connection).invoke(() -> toMySql.inspectWith(Inspector.first(1, "COMMIT", Verdict.CUT_AFTER))));

        assertThat(outcome).isInstanceOf(Committed.class);
        assertThat(effects()).isEqualTo(1);
        awaitDelivery();
    }

    @Test
    void connectionLostAtCommitThatTookNoEffectIsRejected() {
        TransactionOutcome<String> outcome = execute(connection ->
                effect(connection).invoke(() -> toMySql.inspectWith(Inspector.first(1, "COMMIT", Verdict.CUT_BEFORE))));

        assertThat(outcome).isEqualTo(new Rejected<>(attempt.id(), Reason.DATABASE_UNAVAILABLE));
        assertThat(effects()).isZero();
        assertNothingIsEverDelivered();
    }

    @Test
    void mySqlGoneAtCommitIsInDoubtAndSettlesLater() {
        Inspector nothingButTheCommit =
                (chunk, length) -> text(chunk, length).contains("COMMIT") ? Verdict.CUT_AFTER : Verdict.CUT_BEFORE;

        TransactionOutcome<String> outcome =
                execute(connection -> effect(connection).invoke(() -> toMySql.inspectWith(nothingButTheCommit)));
        toMySql.inspectWith(Inspector.PASS_ALL);

        assertThat(outcome).isInstanceOf(InDoubt.class);
        assertThat(awaitDelivery().attemptId())
                .as("the commit took effect, so the check-back delivers")
                .contains(attempt.id());
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void refusesWhenTooMuchIsUnderWayAndSendsNothing() throws Exception {
        try (Node small = Node.on(topic)
                .with("tandem.rocketmq.blocking-threads", 1)
                .with("tandem.rocketmq.blocking-queue", 0)
                .build()
                .producing()) {
            await().atMost(PATIENCE).until(small::isConnected);
            Gate gate = new Gate();
            CompletableFuture<TransactionOutcome<String>> first = small.messages()
                    .send(message(topic, Attempt.of("first", null)), connection -> gate.hold("done"))
                    .subscribeAsCompletionStage();
            gate.awaitReached();

            TransactionOutcome<String> second = execute(small, topic, this::effect);
            gate.open();

            assertThat(second).isEqualTo(new Rejected<>(attempt.id(), Reason.OVERLOADED));
            assertThat(first.get(20, SECONDS)).isInstanceOf(Committed.class);
            assertThat(effects()).isZero();
        }
    }

    @Test
    void stoppingResolvesWhatIsUnderWayAndRefusesTheRest() throws Exception {
        Gate gate = new Gate();
        CompletableFuture<TransactionOutcome<String>> running;
        CompletableFuture<Void> stopped;
        Node leaving = Node.on(topic).build().producing();
        await().atMost(PATIENCE).until(leaving::isConnected);
        running = leaving.messages()
                .send(message(topic, attempt), connection -> effect(connection).flatMap(gate::hold))
                .subscribeAsCompletionStage();
        gate.awaitReached();

        stopped = CompletableFuture.runAsync(leaving::close);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(execute(leaving, topic, Attempt.of("late", null)))
                .isInstanceOfSatisfying(
                        Rejected.class, late -> assertThat(late.reason()).isEqualTo(Reason.STOPPING)));
        gate.open();

        stopped.get(20, SECONDS);
        assertThat(running.get(1, SECONDS)).isInstanceOf(Committed.class);
        awaitDelivery();
    }

    @Test
    void waitsForABrokerThatComesLater() {
        try (FaultyLink link = FaultyLink.to(Servers.rocketMq().grpcPort())) {
            link.cut();
            try (Node early =
                    Node.on(topic).rocketMqThrough(link.port()).build().producing()) {
                assertThat(execute(early, topic, this::effect))
                        .isEqualTo(new Rejected<>(attempt.id(), Reason.BROKER_UNAVAILABLE));

                link.heal();

                await().atMost(PATIENCE).until(early::isConnected);
                assertThat(execute(early, topic, Attempt.of("after", null))).isInstanceOf(Committed.class);
            }
        }
    }

    private void assertNothingIsEverDelivered() {
        assertThat(received.of(attempt.key())).isEmpty();
        NEVER.add(attempt.key());
    }

    private Delivery awaitDelivery() {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(received.of(attempt.key())).isNotEmpty());
        return received.of(attempt.key()).get(0);
    }

    private TransactionOutcome<String> execute(Function<LocalTransaction, Uni<String>> work) {
        return execute(node, topic, work);
    }

    private TransactionOutcome<String> execute(Node on, String to, Function<LocalTransaction, Uni<String>> work) {
        return on.messages().send(message(to, attempt), work).await().atMost(PATIENCE);
    }

    private TransactionOutcome<String> execute(Attempt other) {
        return execute(node, topic, other);
    }

    private static TransactionOutcome<String> execute(Node on, String to, Attempt other) {
        return on.messages()
                .send(message(to, other), connection -> Uni.createFrom().item("done"))
                .await()
                .atMost(PATIENCE);
    }

    private CompletableFuture<TransactionOutcome<String>> start(Function<LocalTransaction, Uni<String>> work) {
        return node.messages().send(message(topic, attempt), work).subscribeAsCompletionStage();
    }

    private static OutgoingMessage message(String to, Attempt about) {
        return new OutgoingMessage(to, "TEST", about, Buffer.buffer("body"), Map.of("traceparent", "00-trace"));
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

    private Outcome recorded() {
        String outcome = Servers.text("SELECT outcome FROM tx_attempt WHERE attempt_id = ?", (Object)
                attempt.id().bytes().getBytes());
        return outcome == null ? null : Outcome.valueOf(outcome);
    }

    private String ledgersMessageId() {
        return Servers.text("SELECT message_id FROM tx_attempt WHERE attempt_id = ?", (Object)
                attempt.id().bytes().getBytes());
    }

    private static String text(byte[] chunk, int length) {
        return new String(chunk, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static double unacknowledged(String resolution) {
        return node.meters().counter("tandem." + resolution + ".unacknowledged").count();
    }

    private static double answers(Node of, String answer) {
        return of.meters().counter("tandem.check.backs", "answer", answer).count();
    }
}
