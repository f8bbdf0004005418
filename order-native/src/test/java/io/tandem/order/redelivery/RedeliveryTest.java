package io.tandem.order.redelivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tandem.broker.TopicContents;
import io.tandem.broker.TopicReader;
import io.tandem.consumer.Delivery;
import io.tandem.consumer.Verdict;
import io.tandem.event.OrderPaid;
import io.tandem.event.OrderPaidJson;
import io.tandem.ledger.AttemptId;
import io.tandem.local.broker.RocketMqConfig;
import io.tandem.local.broker.RocketMqServer;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.process.Folders;
import io.tandem.order.OrderPaidMessages;
import io.tandem.order.Orders;
import io.tandem.order.PaymentOrder;
import io.tandem.order.PlaceOrder;
import io.tandem.order.PlaceOrderOutcome;
import io.tandem.testing.Node;
import io.tandem.testing.Recorder;
import io.tandem.testing.Servers;
import io.tandem.transaction.MessageProperties;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What RocketMQ drops, buries or loses arrives all the same. On a broker of its own, which gives up soon: two checks, two deliveries.
 */
class RedeliveryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final String TOPIC = "REDELIVERY";
    private static final String GROUP = "REDELIVERY_GROUP";
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final AtomicLong ORDERS = new AtomicLong(900_000);
    private static final Path FOLDER = Path.of("target", "servers", "fragile").toAbsolutePath();

    /** Each test has an hour of its own, long ago: the search looks at attempts by their time. */
    private static Instant hour = Instant.parse("2025-01-01T00:00:00Z");

    private static RocketMqServer broker;
    private static Node consumer;
    private static Recorder received;
    private static Node node;
    private static Node otherNode;

    private final long order = ORDERS.incrementAndGet();
    private final AttemptId attempt = attemptAt(Duration.ZERO);

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
        Servers.execute("UPDATE redelivery_search SET searched_to = ? WHERE id = 1", (Object)
                AttemptId.lowerBound(hour).bytes().getBytes());
    }

    @org.junit.jupiter.api.AfterEach
    void nextHour() {
        hour = hour.plus(Duration.ofHours(1));
    }

    @Test
    void committedOrderWithoutShipmentIsPublishedAgainUnderItsAttempt() {
        paid(attempt, order);

        assertThat(search(GRACE.plusSeconds(10))).isOne();
        assertThat(publish(node)).isOne();

        Delivery delivery = awaitDelivery(order);
        assertThat(delivery.attemptId()).contains(attempt);
        assertThat(delivery.properties())
                .as("a made-up parent would keep the redelivery from being traced")
                .doesNotContainKey(MessageProperties.TRACEPARENT);
        assertThat(OrderPaidJson.read(delivery.body())).isInstanceOfSatisfying(OrderPaid.class, event -> {
            assertThat(event.attemptId()).isEqualTo(attempt);
            assertThat(event.orderId()).isEqualTo(order);
            assertThat(event.userId()).isEqualTo(1001);
        });
    }

    @Test
    void aSearchByAClockThatIsAheadPassesOverNothingThatIsStillToCome() {
        AttemptId now = AttemptId.next();
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

        redelivery(node, ahead).search().await().atMost(PATIENCE);

        assertThat(Servers.number("SELECT searched_to < ? FROM redelivery_search WHERE id = 1", (Object)
                        now.bytes().getBytes()))
                .isOne();
    }

    @Test
    void anAttemptWithinTheGraceTimeIsLeftAlone() {
        paid(attempt, order);

        assertThat(search(GRACE.minusSeconds(10))).isZero();

        assertThat(due()).isZero();
    }

    @Test
    void anAttemptThatWasRolledBackIsNeverPublished() {
        Servers.execute(
                "INSERT INTO tx_attempt (attempt_id, outcome, decided_by) VALUES (?, 'ROLLBACK', 'CHECK_BACK')",
                (Object) attempt.bytes().getBytes());
        assertThat(search(GRACE.plusSeconds(10))).isZero();
        insertDue(attempt, order, null);

        assertThat(publish(node)).isZero();

        assertThat(due()).as("and the mistake is gone").isZero();
    }

    @Test
    void aCommitThatCameLateIsFoundByALaterSearch() {
        paid(attemptAt(Duration.ofSeconds(1)), ORDERS.incrementAndGet());
        assertThat(search(GRACE.plusSeconds(10))).isOne();

        paid(attempt, order);

        assertThat(search(GRACE.plusSeconds(12))).isOne();
    }

    @Test
    void whatWasSearchedOnceIsNotReadAgain() {
        paid(attempt, order);
        assertThat(search(Duration.ofMinutes(10))).isOne();
        Servers.execute("DELETE FROM redelivery");

        assertThat(search(Duration.ofMinutes(11))).isZero();
    }

    @Test
    void aShipmentThatIsThereIsNotMissed() {
        paid(attempt, order);
        assertThat(search(GRACE.plusSeconds(10))).isOne();
        shipped(attempt, order);

        assertThat(publish(node)).isZero();

        assertThat(due()).isZero();
        assertThat(received.of(Long.toString(order))).isEmpty();
    }

    @Test
    void twoProcessesShareTheWorkAndDoNoneOfItTwice() {
        List<Long> orders = LongStream.rangeClosed(1, 300)
                .map(i -> ORDERS.incrementAndGet())
                .boxed()
                .toList();
        paid(orders);
        assertThat(search(GRACE.plusSeconds(10))).isEqualTo(300);

        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> publishAll(node));
        CompletableFuture<Integer> two = CompletableFuture.supplyAsync(() -> publishAll(otherNode));

        assertThat(one.join() + two.join()).isEqualTo(300);
        await().atMost(PATIENCE).until(() -> orders.stream()
                .noneMatch(number -> received.of(Long.toString(number)).isEmpty()));
        assertThat(orders).allSatisfy(number -> assertThat(received.of(Long.toString(number)))
                .hasSize(1));
    }

    @Test
    void theSecondTryWaitsForItsBackOffAndTheThirdLonger() {
        paid(attempt, order);
        assertThat(search(GRACE.plusSeconds(10))).isOne();
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
        paid(attempt, order);
        assertThat(search(GRACE.plusSeconds(10))).isOne();
        try (FaultyLink cut = FaultyLink.to(broker.grpcPort())) {
            cut.cut();
            try (Node waiting = node().rocketMqThrough(cut.port()).build().producing()) {
                assertThat(publish(waiting)).isZero();
            }
        }

        assertThat(Servers.number("SELECT times FROM redelivery WHERE order_id = ?", order))
                .isZero();
    }

    @Test
    void aParkedMessageIsLeftToPeopleAndGoesOutAsItWasWhenTheyReplayIt() {
        paid(attempt, order);
        byte[] body =
                OrderPaidJson.write(new OrderPaid(attempt, order, 1001, hour)).getBytes();
        Servers.execute(
                "INSERT INTO parked_message (consumer_group, message_id, topic, tag, message_key, attempt_id, reason,"
                        + " properties, body, delivery_attempt) VALUES (?, ?, ?, 'ORDER_PAID', ?, ?, 'test', '{}', ?, 1)",
                GROUP,
                "M" + order,
                TOPIC,
                Long.toString(order),
                attempt.bytes().getBytes(),
                body);
        assertThat(search(GRACE.plusSeconds(10))).isZero();

        long parkedId = Servers.number("SELECT parked_id FROM parked_message WHERE message_id = ?", "M" + order);
        Servers.execute("UPDATE parked_message SET state = 'REPLAYED' WHERE parked_id = ?", parkedId);
        insertDue(attempt, order, parkedId);
        assertThat(publish(node)).isOne();

        assertThat(awaitDelivery(order).body().getBytes()).isEqualTo(body);
    }

    @Test
    void messageDroppedAfterTheLastCheckBackArrives() {
        AttemptId dropped;
        try (FaultyLink link = FaultyLink.to(broker.grpcPort())) {
            Node doomed = node().rocketMqThrough(link.port()).build().producing();
            await().atMost(PATIENCE).until(doomed::isConnected);
            // Nobody is left who could be asked.
            node.close();
            otherNode.close();
            dropped = placedWithoutCommit(doomed, link);
            await().atMost(PATIENCE).until(() -> broker.droppedHalfMessages().stream()
                    .anyMatch(message -> message.toString().contains(dropped.toString())));
            assertThat(read(TopicReader.DROPPED_HALF_MESSAGES).latest())
                    .as("and the console can show it")
                    .anyMatch(message ->
                            dropped.toString().equals(message.properties().get(MessageProperties.ATTEMPT_ID)));
        } finally {
            node = node().build().producing();
            otherNode = node().build().producing();
            await().atMost(PATIENCE).until(() -> node.isConnected() && otherNode.isConnected());
        }
        assertThat(received.of(Long.toString(order))).isEmpty();

        insertDue(dropped, order, null);
        assertThat(publish(node)).isOne();

        assertThat(awaitDelivery(order).attemptId()).contains(dropped);
    }

    @Test
    void messageBuriedAmongTheDeadLettersArrives() {
        consumer.close();
        Recorder failing = Recorder.judging(delivery -> new Verdict.Retry("test"));
        paid(attempt, order);
        search(GRACE.plusSeconds(10));
        try (Node dying = node().group(GROUP)
                .with("tandem.rocketmq.consumer.max-delivery-attempts", 100)
                .build()
                .consuming(failing)) {
            await().atMost(PATIENCE).until(dying::isReceiving);
            publish(node);
            await().atMost(PATIENCE).until(() -> broker.deadLetters(GROUP).stream()
                    .anyMatch(message -> message.toString().contains(attempt.toString())));
            assertThat(read(TopicReader.deadLettersOf(GROUP)).latest())
                    .as("and the console can show it")
                    .anyMatch(message ->
                            attempt.toString().equals(message.properties().get(MessageProperties.ATTEMPT_ID)));
        } finally {
            consumer = node().group(GROUP).build().consuming(received);
        }

        makeDue();
        assertThat(publish(node)).isOne();

        assertThat(awaitDelivery(order).attemptId()).contains(attempt);
    }

    @Test
    void messagesOfABrokerThatLostItsStoreArrive() {
        paid(attempt, order);
        broker.stop();
        Folders.delete(FOLDER.resolve("store"));
        broker.start();
        await().atMost(PATIENCE)
                .until(() -> consumer.isReceiving() && node.reachesBroker() && otherNode.reachesBroker());

        assertThat(search(GRACE.plusSeconds(10))).isOne();
        await().atMost(PATIENCE).untilAsserted(() -> {
            makeDue();
            publish(node);
            assertThat(received.of(Long.toString(order))).isNotEmpty();
        });
    }

    /** Commits its local transaction and then dies before it can tell the broker. */
    private AttemptId placedWithoutCommit(Node doomed, FaultyLink link) {
        PlaceOrder service = new PlaceOrder(
                doomed.messages(),
                new Orders(doomed.pool()),
                new OrderPaidMessages(TOPIC),
                Clock.systemUTC(),
                doomed.meters());
        CompletableFuture<PlaceOrderOutcome> outcome;
        try (io.tandem.local.fault.RowLock row = new io.tandem.local.fault.RowLock(Servers.database(), order)) {
            outcome = service.place(new PaymentOrder(1001, order, Optional.empty()), TRACE)
                    .subscribeAsCompletionStage();
            assertThat(row.awaitWaiting()).isTrue();
            link.cut();
        }
        AttemptId placed = outcome.join().attemptId();
        assertThat(outcome.join()).isInstanceOf(PlaceOrderOutcome.Placed.class);
        doomed.close();
        return placed;
    }

    @Test
    void aTopicThatDoesNotExistHasNoDeadLetters() {
        TopicContents nothing = read(TopicReader.deadLettersOf("NOBODY"));

        assertThat(nothing.count()).isZero();
        assertThat(nothing.latest()).isEmpty();
    }

    private static TopicContents read(String topic) {
        Vertx vertx = Vertx.vertx();
        try (TopicReader reader = new TopicReader(vertx, broker.nameServerAddress(), PATIENCE)) {
            return reader.read(topic, 32).await().atMost(PATIENCE);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static Node.Builder node() {
        return Node.on(TOPIC).with("tandem.rocketmq.endpoint", broker.endpoint());
    }

    private static AttemptId attemptAt(Duration afterTheHour) {
        UUID random = UUID.randomUUID();
        UUID time = AttemptId.lowerBound(hour.plus(Duration.ofMinutes(1)).plus(afterTheHour))
                .value();
        return new AttemptId(new UUID(
                time.getMostSignificantBits() | (random.getMostSignificantBits() & 0xffff),
                random.getLeastSignificantBits()));
    }

    private static void paid(AttemptId attempt, long order) {
        byte[] id = attempt.bytes().getBytes();
        Servers.execute(
                "INSERT INTO tx_attempt (attempt_id, outcome, decided_by, message_key, subject)"
                        + " VALUES (?, 'COMMIT', 'LOCAL_TRANSACTION', ?, '1001')",
                id,
                Long.toString(order));
        Servers.execute("INSERT INTO orders (order_id, user_id, attempt_id) VALUES (?, 1001, ?)", order, id);
    }

    /** All in two statements: each statement of its own would open a connection. */
    private static void paid(List<Long> orders) {
        List<Object> attempts = new ArrayList<>();
        List<Object> rows = new ArrayList<>();
        for (long one : orders) {
            byte[] id = attemptAt(Duration.ofMillis(one % 1_000)).bytes().getBytes();
            attempts.addAll(List.of(id, Long.toString(one)));
            rows.addAll(List.of(one, id));
        }
        Servers.execute(
                "INSERT INTO tx_attempt (attempt_id, outcome, decided_by, message_key, subject) VALUES "
                        + times(orders.size(), "(?, 'COMMIT', 'LOCAL_TRANSACTION', ?, '1001')"),
                attempts.toArray());
        Servers.execute(
                "INSERT INTO orders (order_id, user_id, attempt_id) VALUES " + times(orders.size(), "(?, 1001, ?)"),
                rows.toArray());
    }

    private static String times(int times, String row) {
        return String.join(", ", Collections.nCopies(times, row));
    }

    private static void shipped(AttemptId attempt, long order) {
        Servers.execute(
                "INSERT INTO logistics (order_id, user_id, attempt_id, message_id, delivery_attempt) VALUES (?, 1001, ?, 'M', 1)",
                order,
                attempt.bytes().getBytes());
    }

    private static void insertDue(AttemptId attempt, long order, Long parkedId) {
        Servers.execute(
                "INSERT INTO redelivery (attempt_id, order_id, user_id, parked_id, due_at)"
                        + " VALUES (?, ?, 1001, ?, CURRENT_TIMESTAMP(6))",
                attempt.bytes().getBytes(),
                order,
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

    /** As seen so long after the attempts were made. */
    private static int search(Duration later) {
        Clock clock = Clock.fixed(hour.plus(Duration.ofMinutes(1)).plus(later), ZoneOffset.UTC);
        return redelivery(node, clock).search().await().atMost(PATIENCE);
    }

    private static int publish(Node on) {
        return redelivery(on, Clock.systemUTC()).publish().await().atMost(PATIENCE);
    }

    private static int publishAll(Node on) {
        int all = 0;
        for (int some = publish(on); some > 0; some = publish(on)) {
            all += some;
        }
        return all;
    }

    private static Redelivery redelivery(Node on, Clock clock) {
        RedeliverySettings settings = new SmallRyeConfigBuilder()
                .withMapping(RedeliverySettings.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValue("tandem.redelivery.grace", GRACE.toSeconds() + "s")
                .build()
                .getConfigMapping(RedeliverySettings.class);
        return new Redelivery(on.pool(), on.republisher(), new OrderPaidMessages(TOPIC), settings, clock);
    }

    private static Delivery awaitDelivery(long order) {
        await().atMost(PATIENCE).until(() -> !received.of(Long.toString(order)).isEmpty());
        return received.of(Long.toString(order)).get(0);
    }
}
