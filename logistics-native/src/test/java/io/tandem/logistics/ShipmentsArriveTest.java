package io.tandem.logistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.tandem.event.OrderPaid;
import io.tandem.event.OrderPaidJson;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.Inspector;
import io.tandem.local.fault.Verdict;
import io.tandem.local.mysql.Account;
import io.tandem.testing.Node;
import io.tandem.testing.Servers;
import io.tandem.transaction.OutgoingMessage;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.Committed;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The consumer on the real servers: every way in which a message can come, come again, and go wrong. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("servers")
class ShipmentsArriveTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long USER = 1001;
    private static final AtomicLong ORDERS = new AtomicLong(500_000);

    /** The first of a thousand numbers that this test has to itself. */
    private final long order = ORDERS.addAndGet(1_000);

    private String topic;
    private String group;
    private Node sender;

    @BeforeEach
    void connect() {
        topic = Servers.newTopic();
        group = Servers.newGroup();
        sender = Node.on(topic).build().producing();
        await().atMost(PATIENCE).until(sender::isConnected);
    }

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void paidOrderGetsItsShipment() {
        try (Node consumer = consuming()) {
            AttemptId attempt = AttemptId.next();

            String messageId = send(paid(attempt, order, USER));

            awaitShipment(order);
            assertThat(Servers.number("SELECT user_id FROM logistics WHERE order_id = ?", order))
                    .isEqualTo(USER);
            assertThat(Servers.text("SELECT message_id FROM logistics WHERE order_id = ?", order))
                    .isEqualTo(messageId);
            assertThat(consumer.isReceiving()).isTrue();
        }
    }

    @Test
    void sameAttemptUnderAnotherMessageIdIsOneShipmentAndParksNothing() {
        try (Node consumer = consuming()) {
            AttemptId attempt = AttemptId.next();
            String first = send(paid(attempt, order, USER));
            awaitShipment(order);

            String second = send(paid(attempt, order, USER));

            assertThat(second).isNotEqualTo(first);
            awaitDone(consumer, 2);
            assertThat(shipments(order)).isEqualTo(1);
            assertThat(parked(order)).isNull();
        }
    }

    @Test
    void manyMessagesOfFewOrdersOutOfOrderGiveEachItsShipment() {
        long first = order + 100;
        List<AttemptId> attempts =
                java.util.stream.Stream.generate(AttemptId::next).limit(10).toList();
        for (int round = 0; round < 3; round++) {
            for (int i = 9; i >= 0; i--) {
                send(paid(attempts.get(i), first + (i * 7) % 10, USER));
            }
        }

        try (Node consumer = consuming()) {
            awaitDone(consumer, 30);
            assertThat(Servers.number(
                            "SELECT COUNT(*) FROM logistics WHERE order_id BETWEEN ? AND ?", first, first + 9))
                    .isEqualTo(10);
        }
    }

    @Test
    void redeliveryAfterACrashBetweenCommitAndAcknowledgementIsHarmless() {
        // A consumer that dies after its database commit: the shipment is there, the acknowledgement never leaves.
        try (FaultyLink link = FaultyLink.to(Servers.rocketMq().grpcPort());
                Node dying = Node.on(topic)
                        .as(Servers.database().logisticsAccount())
                        .group(group)
                        .rocketMqThrough(link.port())
                        .with("tandem.rocketmq.consumer.invisible", "10s")
                        .build()) {
            CreateShipments real = new CreateShipments(new Shipments(dying.pool()), dying.meters());
            dying.consuming(batch -> real.handle(batch).invoke(verdicts -> link.cut()));
            send(paid(AttemptId.next(), order, USER));
            awaitShipment(order);
            await().atMost(PATIENCE)
                    .until(() -> dying.meters()
                                    .counter("tandem.consumer.unacknowledged", "call", "acknowledge")
                                    .count()
                            > 0);
        }

        try (Node next = consuming()) {
            awaitDone(next, 1);
            assertThat(shipments(order)).isEqualTo(1);
            assertThat(Servers.number("SELECT delivery_attempt FROM logistics WHERE order_id = ?", order))
                    .as("the row is the first delivery's")
                    .isEqualTo(1);
        }
    }

    @Test
    void poisonIsParkedWithItsReasonAndTheRestFlowsOn() {
        AttemptId attempt = AttemptId.next();
        Buffer newer = new JsonObject(OrderPaidJson.write(new OrderPaid(attempt, order + 1, USER, Instant.now())))
                .put("version", 99)
                .toBuffer();

        try (Node consumer = consuming()) {
            send(message(Attempt.of(Long.toString(order), null), Buffer.buffer("\u0000not json")));
            send(message(new Attempt(attempt, Long.toString(order + 1), null), newer));
            long good = order + 2;
            send(paid(AttemptId.next(), good, USER));

            awaitShipment(good);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(parked(order)).isEqualTo("malformed");
                assertThat(parked(order + 1)).isEqualTo("unknown-version");
            });
            assertThat(Servers.text(
                            "SELECT CAST(body AS CHAR) FROM parked_message WHERE message_key = ?",
                            Long.toString(order + 1)))
                    .as("kept whole")
                    .isEqualTo(newer.toString());
            assertThat(consumer.isReceiving()).isTrue();
        }
    }

    @Test
    void messageOfAnotherAttemptOrUserForAShippedOrderIsParked() {
        try (Node consumer = consuming()) {
            AttemptId attempt = AttemptId.next();
            send(paid(attempt, order, USER));
            awaitShipment(order);

            send(paid(AttemptId.next(), order, USER));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(parked(order)).isEqualTo("order-shipped-by-another-attempt"));
            send(paid(attempt, order, USER + 1));

            // The first one may be delivered twice, so both reasons may be there.
            await().atMost(PATIENCE)
                    .until(() -> Servers.number(
                                    "SELECT COUNT(*) FROM parked_message WHERE message_key = ? AND reason = ?",
                                    Long.toString(order),
                                    "order-shipped-to-another-user")
                            > 0);
            assertThat(Servers.number("SELECT user_id FROM logistics WHERE order_id = ?", order))
                    .isEqualTo(USER);
            assertThat(consumer.isReceiving()).isTrue();
        }
    }

    @Test
    void failsTwiceAndThenSucceeds() {
        try (Node consumer = Node.on(topic)
                .as(Servers.database().logisticsAccount())
                .group(group)
                .build()) {
            CreateShipments real = new CreateShipments(new Shipments(consumer.pool()), consumer.meters());
            consumer.consuming(batch -> batch.get(0).deliveryAttempt() <= 2
                    ? Uni.createFrom().failure(new IllegalStateException("not yet"))
                    : real.handle(batch));
            send(paid(AttemptId.next(), order, USER));

            awaitShipment(order);
            assertThat(Servers.number("SELECT delivery_attempt FROM logistics WHERE order_id = ?", order))
                    .isEqualTo(3);
        }
    }

    @Test
    void fiveFailuresPark() {
        try (Node consumer = Node.on(topic)
                .as(Servers.database().logisticsAccount())
                .group(group)
                .build()) {
            consumer.consuming(batch -> Uni.createFrom().failure(new IllegalStateException("never")));
            send(paid(AttemptId.next(), order, USER));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(parked(order)).isEqualTo("retries-exhausted"));
            assertThat(Servers.number(
                            "SELECT delivery_attempt FROM parked_message WHERE message_key = ?", Long.toString(order)))
                    .isEqualTo(5);
            assertThat(shipments(order)).isZero();
            assertThat(Servers.rocketMq().deadLetters(group)).isEmpty();
        }
    }

    @Test
    void takesNothingWhileMySqlIsAwayAndGoesOnByItself() {
        try (FaultyLink link = FaultyLink.to(Servers.database().port());
                Node consumer = Node.on(topic)
                        .as(Servers.database().logisticsAccount())
                        .group(group)
                        .mySqlThrough(link.port())
                        .build()) {
            consumer.consuming(new CreateShipments(new Shipments(consumer.pool()), consumer.meters()));
            await().atMost(PATIENCE).until(consumer::isReceiving);
            link.cut();
            send(paid(AttemptId.next(), order, USER));
            await().atMost(PATIENCE).until(() -> count(consumer, "unavailable") > 0);
            await().during(Duration.ofSeconds(8)).atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                            count(consumer, "unavailable"))
                    .as("an outage does not use up the deliveries")
                    .isLessThanOrEqualTo(4));

            link.heal();

            awaitShipment(order);
            assertThat(parked(order)).isNull();
            assertThat(Servers.number("SELECT delivery_attempt FROM logistics WHERE order_id = ?", order))
                    .isEqualTo(1);
        }
    }

    @Test
    void holdsWhatItMayNotWriteUntilItMay() {
        Account account = new Account("tandem_revoked", "revoked");
        Servers.execute("CREATE USER tandem_revoked IDENTIFIED BY 'revoked'");
        Servers.execute("GRANT SELECT ON rocketmq_transaction_db.logistics TO tandem_revoked");
        try (Node consumer = Node.on(topic).as(account).group(group).build()) {
            consumer.consuming(new CreateShipments(new Shipments(consumer.pool()), consumer.meters()));

            send(paid(AttemptId.next(), order, USER));
            send(message(Attempt.of(Long.toString(order + 1), null), Buffer.buffer("not json")));

            // The broker would deliver six times within fifteen seconds of back-off, and then never again.
            await().during(Duration.ofSeconds(15)).atMost(PATIENCE).untilAsserted(() -> assertThat(
                            count(consumer, "done") + count(consumer, "park"))
                    .isZero());
            Servers.execute("GRANT INSERT ON rocketmq_transaction_db.logistics TO tandem_revoked");
            Servers.execute("GRANT INSERT ON rocketmq_transaction_db.parked_message TO tandem_revoked");

            awaitShipment(order);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(parked(order + 1)).isEqualTo("malformed"));
            assertThat(Servers.number("SELECT delivery_attempt FROM logistics WHERE order_id = ?", order))
                    .isEqualTo(1);
            assertThat(Servers.number(
                            "SELECT delivery_attempt FROM parked_message WHERE message_key = ?",
                            Long.toString(order + 1)))
                    .isEqualTo(1);
            assertThat(Servers.rocketMq().deadLetters(group)).isEmpty();
        }
    }

    /** Each try waits for the lock as long as it may; five of them would be the last delivery. */
    @Test
    void holdsWhatALockKeepsFromBeingWritten() throws SQLException {
        try (Node consumer = Node.on(topic)
                .as(Servers.database().logisticsAccount())
                .group(group)
                .with("tandem.mysql.lock-wait", "1s")
                .build()) {
            consumer.consuming(new CreateShipments(new Shipments(consumer.pool()), consumer.meters()));
            try (Connection admin = Servers.database().openAsAdmin();
                    PreparedStatement other =
                            admin.prepareStatement("INSERT INTO logistics (order_id, user_id, attempt_id, message_id,"
                                    + " delivery_attempt) VALUES (?, 9, RANDOM_BYTES(16), 'M', 1)")) {
                admin.setAutoCommit(false);
                other.setLong(1, order);
                other.execute();

                send(paid(AttemptId.next(), order, USER));

                await().atMost(PATIENCE).until(() -> count(consumer, "unavailable") >= 1);
                await().during(Duration.ofSeconds(15)).atMost(PATIENCE).untilAsserted(() -> assertThat(
                                count(consumer, "done") + count(consumer, "park") + count(consumer, "retry"))
                        .isZero());
                admin.rollback();
            }

            awaitShipment(order);
            assertThat(Servers.number("SELECT delivery_attempt FROM logistics WHERE order_id = ?", order))
                    .isEqualTo(1);
        }
    }

    @Test
    void connectionLostAtTheInsertIsTriedAgain() {
        try (FaultyLink link = FaultyLink.to(Servers.database().port());
                Node consumer = Node.on(topic)
                        .as(Servers.database().logisticsAccount())
                        .group(group)
                        .mySqlThrough(link.port())
                        .build()) {
            consumer.consuming(new CreateShipments(new Shipments(consumer.pool()), consumer.meters()));
            AttemptId attempt = AttemptId.next();
            link.inspectWith(Inspector.first(1, attempt.toString(), Verdict.CUT_AFTER));

            send(paid(attempt, order, USER));

            awaitShipment(order);
            awaitDone(consumer, 1);
            assertThat(shipments(order)).isEqualTo(1);
            assertThat(count(consumer, "unavailable")).isPositive();
        }
    }

    private Node consuming() {
        Node consumer = Node.on(topic)
                .as(Servers.database().logisticsAccount())
                .group(group)
                .build();
        return consumer.consuming(new CreateShipments(new Shipments(consumer.pool()), consumer.meters()));
    }

    private OutgoingMessage paid(AttemptId attempt, long orderId, long userId) {
        return message(
                new Attempt(attempt, Long.toString(orderId), Long.toString(userId)),
                OrderPaidJson.write(new OrderPaid(attempt, orderId, userId, Instant.now())));
    }

    private OutgoingMessage message(Attempt attempt, Buffer body) {
        return new OutgoingMessage(topic, OrderPaid.TAG, attempt, body, Map.of());
    }

    /** Sends it as a committed transaction message; where a busy machine was too slow, again. */
    private String send(OutgoingMessage message) {
        await().atMost(PATIENCE).until(() -> trySending(message) instanceof Committed);
        return Servers.text("SELECT message_id FROM tx_attempt WHERE attempt_id = ?", (Object)
                message.attempt().id().bytes().getBytes());
    }

    /** An attempt that is sent again is forgotten first, as redelivery may. */
    private TransactionOutcome<String> trySending(OutgoingMessage message) {
        Servers.execute("DELETE FROM tx_attempt WHERE attempt_id = ?", (Object)
                message.attempt().id().bytes().getBytes());
        return sender.messages()
                .send(message, connection -> Uni.createFrom().item("sent"))
                .await()
                .atMost(PATIENCE);
    }

    private static void awaitShipment(long orderId) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shipments(orderId)).isEqualTo(1));
    }

    private static void awaitDone(Node consumer, int atLeast) {
        await().atMost(PATIENCE).until(() -> count(consumer, "done") >= atLeast);
    }

    private static double count(Node consumer, String verdict) {
        return consumer.meters()
                .counter("tandem.deliveries", "verdict", verdict)
                .count();
    }

    private static long shipments(long orderId) {
        return Servers.number("SELECT COUNT(*) FROM logistics WHERE order_id = ?", orderId);
    }

    private static String parked(long orderId) {
        return Servers.text("SELECT reason FROM parked_message WHERE message_key = ?", Long.toString(orderId));
    }
}
