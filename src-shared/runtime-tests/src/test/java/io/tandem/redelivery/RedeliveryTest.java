package io.tandem.redelivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tandem.consumer.Delivery;
import io.tandem.consumer.ParkedMessageReview;
import io.tandem.consumer.Verdict;
import io.tandem.ledger.AttemptId;
import io.tandem.local.broker.RocketMqConfig;
import io.tandem.local.broker.RocketMqServer;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.RowLock;
import io.tandem.local.process.Folders;
import io.tandem.testing.Node;
import io.tandem.testing.Recorder;
import io.tandem.testing.Servers;
import io.tandem.transaction.MessageProperties;
import io.tandem.transaction.TransactionMessage;
import io.tandem.transaction.TransactionOutcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What RocketMQ drops, buries or loses arrives all the same. On a broker of its own, which gives up soon: two checks, two deliveries.
 */
@Tag("servers")
class RedeliveryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String TOPIC = "REDELIVERY";
    private static final String GROUP = "REDELIVERY_GROUP";
    private static final AtomicLong NUMBERS = new AtomicLong(900_000);
    private static final Path FOLDER = Path.of("target", "servers", "fragile").toAbsolutePath();

    private static RocketMqServer broker;
    private static Node consumer;
    private static Recorder received;
    private static Node node;
    private static Node otherNode;

    private final Receipts receipts = new Receipts(TOPIC);
    private final long number = NUMBERS.incrementAndGet();
    private final String receipt = Long.toString(number);
    private final AttemptId attempt = AttemptId.next();

    @BeforeAll
    static void connect() {
        Folders.delete(FOLDER);
        broker = RocketMqServer.start(RocketMqConfig.in(FOLDER)
                .withTopic(TOPIC)
                .withGroup(GROUP, 1)
                .withBrokerSettings(Map.of("transactionCheckMax", "2")));
        received = Recorder.accepting();
        consumer = node().group(GROUP).build().consuming(received);
        node = node().build().producing();
        otherNode = node().build().producing();
        await().atMost(PATIENCE).until(() -> node.isConnected() && otherNode.isConnected() && consumer.isReceiving());
    }

    @AfterAll
    static void close() {
        node.close();
        otherNode.close();
        consumer.close();
        broker.close();
    }

    @BeforeEach
    void nothingWasFoundYet() {
        Servers.execute("DELETE FROM redelivery");
        Servers.execute("UPDATE redelivery_search SET decided_to = CURRENT_TIMESTAMP(6) - INTERVAL 60 SECOND");
    }

    @Test
    void aCommittedAttemptWithoutItsEffectIsPublishedAgainUnderItsId() {
        receipts.committed(attempt, receipt, 30);

        assertThat(search(node)).isOne();
        assertThat(publish(node)).isOne();

        Delivery delivery = awaitDelivery(receipt);
        assertThat(delivery.attemptId()).contains(attempt);
        assertThat(delivery.body().toString(StandardCharsets.UTF_8)).isEqualTo("receipt " + receipt);
        assertThat(delivery.properties())
                .as("a made-up parent would keep the redelivery from being traced")
                .doesNotContainKey(MessageProperties.TRACEPARENT);
    }

    @Test
    void anAttemptWithoutABusinessRowIsNeverPublished() {
        insertDue(attempt, null);

        assertThat(publish(node)).isZero();

        assertThat(due()).as("and the mistake is gone").isZero();
    }

    @Test
    void anEffectThatArrivedMeanwhileIsNotPublished() {
        receipts.committed(attempt, receipt, 30);
        assertThat(search(node)).isOne();
        receipts.arrive(attempt);

        assertThat(publish(node)).isZero();

        assertThat(due()).isZero();
        assertThat(received.of(receipt)).isEmpty();
    }

    @Test
    void twoProcessesShareTheWorkAndDoNoneOfItTwice() {
        List<String> all = LongStream.rangeClosed(1, 300)
                .mapToObj(i -> Long.toString(NUMBERS.incrementAndGet()))
                .toList();
        all.forEach(one -> receipts.written(AttemptId.next(), one));
        Servers.execute(
                "INSERT INTO redelivery (attempt_id, due_at)"
                        + " SELECT UUID_TO_BIN(id), CURRENT_TIMESTAMP(6) FROM JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS ids",
                AttemptId.json(receipts.all()));

        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> publish(node));
        CompletableFuture<Integer> two = CompletableFuture.supplyAsync(() -> publish(otherNode));

        assertThat(one.join() + two.join()).isEqualTo(300);
        await().atMost(PATIENCE)
                .until(() -> all.stream().noneMatch(each -> received.of(each).isEmpty()));
        assertThat(all).allSatisfy(each -> assertThat(received.of(each)).hasSize(1));
    }

    @Test
    void whatAProcessTookBeforeItDiedIsPublishedByAnother() {
        receipts.committed(attempt, receipt, 30);
        search(node);
        ParkedMessageReview parked = new ParkedMessageReview(node.pool());
        DueMessages dying = new DueMessages(
                node.pool(), new Effects(List.of(receipts), parked), parked, Duration.ofSeconds(1), PATIENCE);
        assertThat(dying.take(10).await().atMost(PATIENCE).messages()).hasSize(1);

        await().atMost(PATIENCE).until(() -> publish(otherNode) == 1);

        assertThat(awaitDelivery(receipt).attemptId()).contains(attempt);
    }

    @Test
    void theSecondTryWaitsForItsBackOffAndTheThirdLonger() {
        receipts.committed(attempt, receipt, 30);
        assertThat(search(node)).isOne();
        publish(node);
        long first = secondsUntilDue();

        assertThat(publish(node)).isZero();
        makeDue();
        assertThat(publish(node)).isOne();

        assertThat(first).isBetween(25L, 31L);
        assertThat(secondsUntilDue()).isBetween(55L, 61L);
    }

    @Test
    void nothingIsTakenWhileTheBrokerIsAway() {
        receipts.committed(attempt, receipt, 30);
        assertThat(search(node)).isOne();
        try (FaultyLink cut = FaultyLink.to(broker.grpcPort())) {
            cut.cut();
            try (Node waiting = node().rocketMqThrough(cut.port()).build().producing()) {
                assertThat(publish(waiting)).isZero();
            }
        }

        assertThat(Servers.number("SELECT times FROM redelivery")).isZero();
    }

    @Test
    void aParkedMessageIsLeftToPeopleAndGoesOutAsItWasWhenTheyReplayIt() {
        receipts.committed(attempt, receipt, 30);
        Servers.execute(
                "INSERT INTO parked_message (consumer_group, message_id, topic, tag, message_key, attempt_id, reason,"
                        + " properties, body, delivery_attempt) VALUES (?, ?, ?, 'GRANTED', ?, ?, 'test', '{}', 'as it was', 1)",
                GROUP,
                "M" + receipt,
                TOPIC,
                receipt,
                attempt.bytes().getBytes());
        assertThat(search(node)).isZero();

        long parkedId = Servers.number("SELECT parked_id FROM parked_message WHERE message_id = ?", "M" + receipt);
        Servers.execute("UPDATE parked_message SET state = 'REPLAYED' WHERE parked_id = ?", parkedId);
        insertDue(attempt, parkedId);
        assertThat(publish(node)).isOne();

        assertThat(awaitDelivery(receipt).body().toString(StandardCharsets.UTF_8))
                .isEqualTo("as it was");
    }

    @Test
    void ofAGroupTheMemberWhoseEffectIsMissingIsPublishedByItself() {
        List<AttemptId> group = committedGroup(5);
        AttemptId missing = group.get(3);
        group.stream().filter(one -> !one.equals(missing)).forEach(receipts::arrive);

        assertThat(search(node)).isOne();
        assertThat(publish(node)).isOne();

        Delivery delivery = awaitDelivery(receipts.of(missing));
        assertThat(delivery.attemptId()).contains(missing);
        assertThat(delivery.properties()).doesNotContainKey(MessageProperties.GROUP);
        assertThat(group.stream().filter(one -> !one.equals(missing)))
                .allSatisfy(one -> assertThat(received.of(receipts.of(one))).isEmpty());
    }

    /** A consumer that does not know groups parks the whole message, under the attempt of the first. */
    @Test
    void aGroupThatWasParkedWholeIsReplayedMemberByMember() {
        List<AttemptId> group = committedGroup(5);
        AttemptId first = group.get(0);
        Servers.execute(
                "INSERT INTO parked_message (consumer_group, message_id, topic, tag, message_key, attempt_id, reason,"
                        + " properties, body, delivery_attempt)"
                        + " VALUES (?, ?, ?, 'GRANTED', ?, ?, 'unknown-version', '{\"group\":\"5\"}', 'an envelope', 1)",
                GROUP,
                "M" + receipt,
                TOPIC,
                receipts.of(first),
                first.bytes().getBytes());

        assertThat(search(node)).as("the others arrive without being asked for").isEqualTo(4);
        long parkedId = Servers.number("SELECT parked_id FROM parked_message WHERE message_id = ?", "M" + receipt);
        Servers.execute("UPDATE parked_message SET state = 'REPLAYED' WHERE parked_id = ?", parkedId);
        insertDue(first, parkedId);
        assertThat(publish(node)).isEqualTo(5);

        assertThat(group).allSatisfy(one -> {
            Delivery delivery = awaitDelivery(receipts.of(one));
            assertThat(delivery.attemptId()).contains(one);
            assertThat(delivery.body().toString(StandardCharsets.UTF_8)).isEqualTo("receipt " + receipts.of(one));
        });
    }

    @Test
    void aMessageDroppedAfterTheLastCheckBackArrives() {
        AttemptId dropped;
        try (FaultyLink link = FaultyLink.to(broker.grpcPort())) {
            Node doomed = patient(node().rocketMqThrough(link.port())).build().producing();
            await().atMost(PATIENCE).until(doomed::isConnected);
            // No process is left that could be asked.
            node.close();
            otherNode.close();
            dropped = committedWithoutTellingTheBroker(doomed, link);
            await().atMost(PATIENCE).until(() -> broker.droppedHalfMessages().stream()
                    .anyMatch(message -> message.toString().contains(dropped.toString())));
        } finally {
            node = node().build().producing();
            otherNode = node().build().producing();
            await().atMost(PATIENCE).until(() -> node.isConnected() && otherNode.isConnected());
        }
        assertThat(received.of(receipt)).isEmpty();

        insertDue(dropped, null);
        assertThat(publish(node)).isOne();

        assertThat(awaitDelivery(receipt).attemptId()).contains(dropped);
    }

    @Test
    void aMessageBuriedAmongTheDeadLettersArrives() {
        consumer.close();
        Recorder failing = Recorder.judging(delivery -> new Verdict.Retry("test"));
        receipts.committed(attempt, receipt, 30);
        search(node);
        try (Node dying = node().group(GROUP)
                .with("tandem.rocketmq.consumer.max-delivery-attempts", 100)
                .build()
                .consuming(failing)) {
            await().atMost(PATIENCE).until(dying::isReceiving);
            publish(node);
            await().atMost(PATIENCE).until(() -> broker.deadLetters(GROUP).stream()
                    .anyMatch(message -> message.toString().contains(attempt.toString())));
        } finally {
            consumer = node().group(GROUP).build().consuming(received);
        }

        makeDue();
        assertThat(publish(node)).isOne();

        assertThat(awaitDelivery(receipt).attemptId()).contains(attempt);
    }

    @Test
    void messagesOfABrokerThatLostItsStoreArrive() {
        receipts.committed(attempt, receipt, 30);
        broker.stop();
        Folders.delete(FOLDER.resolve("store"));
        broker.start();
        await().atMost(PATIENCE)
                .until(() -> consumer.isReceiving() && node.reachesBroker() && otherNode.reachesBroker());

        assertThat(search(node)).isOne();
        await().atMost(PATIENCE).untilAsserted(() -> {
            makeDue();
            publish(node);
            assertThat(received.of(receipt)).isNotEmpty();
        });
    }

    private List<AttemptId> committedGroup(int size) {
        List<AttemptId> group = receipts.committedGroup(
                LongStream.range(0, size)
                        .mapToObj(i -> Long.toString(NUMBERS.incrementAndGet()))
                        .toList(),
                30);
        assertThat(group).hasSize(size);
        return group;
    }

    /** Commits its local transaction and then dies before it can tell the broker. */
    private AttemptId committedWithoutTellingTheBroker(Node doomed, FaultyLink link) {
        CompletableFuture<TransactionOutcome<Integer>> outcome;
        try (RowLock row = new RowLock(Servers.database(), number)) {
            outcome = doomed.messages()
                    .send(
                            TransactionMessage.of(receipt, Buffer.buffer("receipt " + receipt)),
                            transaction -> transaction
                                    .preparedQuery(
                                            "INSERT INTO orders (order_id, user_id, attempt_id) VALUES (?, 1, ?)")
                                    .execute(Tuple.of(
                                            number, transaction.attempt().bytes()))
                                    .map(rows -> rows.rowCount()))
                    .subscribeAsCompletionStage();
            assertThat(row.awaitWaiting()).as("%s", outcome.getNow(null)).isTrue();
            link.cut();
        }
        assertThat(outcome.join()).isInstanceOf(TransactionOutcome.Committed.class);
        doomed.close();
        return receipts.written(outcome.join().attemptId(), receipt);
    }

    private static Node.Builder node() {
        return Node.on(TOPIC).with("tandem.rocketmq.endpoint", broker.endpoint());
    }

    /** Its local transaction outlasts the row's lock, on a slow machine too. */
    private static Node.Builder patient(Node.Builder node) {
        return node.with("tandem.mysql.connect-timeout", "20s")
                .with("tandem.mysql.lock-wait", "30s")
                .with("tandem.mysql.silence-limit", "60s")
                .with("tandem.rocketmq.local-transaction-limit", "40s")
                .with("tandem.rocketmq.fence-after", "40s");
    }

    private static void insertDue(AttemptId attempt, Long parkedId) {
        Servers.execute(
                "INSERT INTO redelivery (attempt_id, parked_id, due_at) VALUES (?, ?, CURRENT_TIMESTAMP(6))",
                attempt.bytes().getBytes(),
                parkedId);
    }

    private static void makeDue() {
        Servers.execute("UPDATE redelivery SET due_at = CURRENT_TIMESTAMP(6)");
    }

    private static long due() {
        return Servers.number("SELECT COUNT(*) FROM redelivery");
    }

    private static long secondsUntilDue() {
        return Servers.number("SELECT TIMESTAMPDIFF(SECOND, CURRENT_TIMESTAMP(6), due_at) FROM redelivery");
    }

    private int search(Node on) {
        return redelivery(on).search().await().atMost(PATIENCE);
    }

    private int publish(Node on) {
        return redelivery(on).publish().await().atMost(PATIENCE);
    }

    private Redelivery redelivery(Node on) {
        RedeliverySettings settings = new SmallRyeConfigBuilder()
                .withMapping(RedeliverySettings.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValue("tandem.redelivery.grace", "20s")
                .build()
                .getConfigMapping(RedeliverySettings.class);
        return new Redelivery(on.pool(), on.republisher(), List.of(receipts), settings, LIMIT);
    }

    private static Delivery awaitDelivery(String receipt) {
        await().atMost(PATIENCE).until(() -> !received.of(receipt).isEmpty());
        return received.of(receipt).get(0);
    }
}
