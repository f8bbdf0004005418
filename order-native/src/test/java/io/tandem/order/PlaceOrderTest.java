package io.tandem.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.DecidedBy;
import io.tandem.ledger.LedgerEntries;
import io.tandem.ledger.LedgerEntry;
import io.tandem.ledger.Outcome;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.Inspector;
import io.tandem.local.fault.Verdict;
import io.tandem.order.PlaceOrderOutcome.AlreadyExists;
import io.tandem.order.PlaceOrderOutcome.InDoubt;
import io.tandem.order.PlaceOrderOutcome.KeyReused;
import io.tandem.order.PlaceOrderOutcome.Placed;
import io.tandem.order.PlaceOrderOutcome.Rejected;
import io.tandem.testing.Node;
import io.tandem.testing.Recorder;
import io.tandem.testing.Servers;
import io.tandem.transaction.TransactionOutcome.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders on the real servers: what a caller is told, and that it stays true. */
@Tag("servers")
class PlaceOrderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Two check rounds of the local broker and more: what has not come by then was thrown away. */
    private static final Duration CHECKED = Duration.ofSeconds(6);

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final AtomicLong ORDERS = new AtomicLong(700_000);

    private static String topic;
    private static Node consumer;
    private static Recorder received;
    private static FaultyLink toBroker;
    private static FaultyLink toMySql;
    private static Node node;
    private static Node otherNode;
    private static PlaceOrder service;
    private static PlaceOrder otherService;

    /** By order number, whose messages alone may ever be delivered: looked at once more after the last test. */
    private static final Map<String, AttemptId> WINNERS = new ConcurrentHashMap<>();

    private final long order = ORDERS.incrementAndGet();

    @BeforeAll
    static void connect() {
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
        otherNode = Node.on(topic).build().producing();
        service = serviceOn(node);
        otherService = serviceOn(otherNode);
        await().atMost(PATIENCE).until(() -> node.isConnected() && otherNode.isConnected() && consumer.isReceiving());
    }

    @AfterAll
    static void onlyTheFirstWasEverDelivered() {
        try {
            await().during(CHECKED)
                    .atMost(CHECKED.plusSeconds(10))
                    .untilAsserted(() -> WINNERS.forEach(PlaceOrderTest::assertDeliveredOnly));
        } finally {
            close();
        }
    }

    private static void close() {
        node.close();
        otherNode.close();
        consumer.close();
        toBroker.close();
        toMySql.close();
    }

    @Test
    void placesAnOrderAndSaysSo() {
        PlaceOrderOutcome outcome = place(service, order(1001));

        assertThat(outcome).isInstanceOf(Placed.class);
        assertThat(orderRow()).isEqualTo(1001);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(deliveries()).hasSize(1).allSatisfy(delivery -> {
                    assertThat(delivery.attemptId()).contains(outcome.attemptId());
                    assertThat(delivery.properties()).containsEntry("traceparent", TRACE);
                }));
        assertThat(entry(outcome.attemptId()).decidedBy()).isEqualTo(DecidedBy.LOCAL_TRANSACTION);
    }

    @Test
    void rejectsDuplicateOrderOfTheSameUser() {
        PlaceOrderOutcome first = place(service, order(1001));

        PlaceOrderOutcome second = place(service, order(1001));

        assertThat(second).isInstanceOf(AlreadyExists.class);
        assertOnlyTheFirstIsDelivered(first);
        LedgerEntry entry = entry(second.attemptId());
        assertThat(entry.outcome()).isEqualTo(Outcome.ROLLBACK);
        assertThat(entry.reason()).contains("duplicate");
    }

    @Test
    void rejectsDuplicateOrderOfAnotherUser() {
        PlaceOrderOutcome first = place(service, order(1001));

        PlaceOrderOutcome second = place(otherService, order(1002));

        assertThat(second).isInstanceOf(AlreadyExists.class);
        assertThat(orderRow()).isEqualTo(1001);
        assertOnlyTheFirstIsDelivered(first);
    }

    @Test
    void failedDuplicateWhoseRollbackIsLostIsNeverDelivered() {
        PlaceOrderOutcome first = place(otherService, order(1001));
        // The half message goes out; the network to the broker is cut when the local transaction meets the duplicate.
        toMySql.inspectWith((chunk, length) -> {
            // The statement alone: a check-back's insert has the word in it, too.
            if (new String(chunk, 0, length, java.nio.charset.StandardCharsets.ISO_8859_1).endsWith("ROLLBACK")) {
                toBroker.cut();
            }
            return Verdict.PASS;
        });
        double lostBefore =
                node.meters().counter("tandem.rollback.unacknowledged").count();
        PlaceOrderOutcome second;
        try {
            second = place(service, order(1002));
            await().atMost(PATIENCE)
                    .until(() -> node.meters()
                                    .counter("tandem.rollback.unacknowledged")
                                    .count()
                            > lostBefore);
        } finally {
            toMySql.inspectWith(Inspector.PASS_ALL);
            toBroker.heal();
            await().atMost(PATIENCE).until(node::reachesBroker);
        }

        assertThat(second).isInstanceOf(AlreadyExists.class);
        assertOnlyTheFirstIsDelivered(first);
        await().atMost(PATIENCE)
                .until(() -> Servers.rocketMq().openHalfMessages(topic).isEmpty());
    }

    @Test
    void oneOfTwoProducersRacingForOneNumberWins() {
        List<Uni<PlaceOrderOutcome>> racers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            racers.add((i % 2 == 0 ? service : otherService).place(order(2000 + i), TRACE));
        }

        List<PlaceOrderOutcome> outcomes =
                Uni.join().all(racers).andFailFast().await().atMost(PATIENCE);

        List<PlaceOrderOutcome> placed =
                outcomes.stream().filter(Placed.class::isInstance).toList();
        assertThat(placed).hasSize(1);
        assertThat(outcomes).filteredOn(o -> !placed.contains(o)).allSatisfy(o -> assertThat(o)
                .isInstanceOfAny(AlreadyExists.class, Rejected.class));
        assertThat(orderRow()).isEqualTo(placed.get(0).order().userId());
        assertOnlyTheFirstIsDelivered(placed.get(0));
    }

    @Test
    void repeatWithTheSameKeyGetsTheFirstAnswer() {
        PaymentOrder request = new PaymentOrder(1001, order, Optional.of(UUID.randomUUID()));
        PlaceOrderOutcome first = place(service, request);

        PlaceOrderOutcome repeat = place(otherService, request);

        assertThat(first).isInstanceOf(Placed.class);
        assertThat(repeat).isEqualTo(first);
        assertOnlyTheFirstIsDelivered(first);
    }

    @Test
    void keyOfAnotherRequestIsRefused() {
        UUID key = UUID.randomUUID();
        place(service, new PaymentOrder(1001, order, Optional.of(key)));
        long otherOrder = ORDERS.incrementAndGet();

        PlaceOrderOutcome reused = place(service, new PaymentOrder(1001, otherOrder, Optional.of(key)));

        assertThat(reused).isInstanceOf(KeyReused.class);
        assertThat(Servers.number("SELECT COUNT(*) FROM orders WHERE order_id = ?", otherOrder))
                .isZero();
    }

    @Test
    void mySqlGoneAtCommitIsInDoubtAndTheRepeatGetsItsAnswer() {
        PaymentOrder request = new PaymentOrder(1001, order, Optional.of(UUID.randomUUID()));
        Inspector nothingButTheCommit =
                (chunk, length) -> isCommit(chunk, length) ? Verdict.CUT_AFTER : Verdict.CUT_BEFORE;
        toMySql.inspectWith((chunk, length) -> {
            if (isCommit(chunk, length)) {
                toMySql.inspectWith(nothingButTheCommit);
                return Verdict.CUT_AFTER;
            }
            return Verdict.PASS;
        });
        PlaceOrderOutcome first;
        try {
            first = place(service, request);
        } finally {
            toMySql.inspectWith(Inspector.PASS_ALL);
        }

        PlaceOrderOutcome repeat = place(otherService, request);

        assertThat(first).isInstanceOf(InDoubt.class);
        assertThat(repeat).isEqualTo(new Placed(first.attemptId(), request));
        assertOnlyTheFirstIsDelivered(first);
    }

    @Test
    void rowThatStaysLockedMeansBusyAndNothingWritten() throws Exception {
        try (var admin = Servers.database().openAsAdmin();
                var statement = admin.createStatement()) {
            admin.setAutoCommit(false);
            statement.execute(
                    "INSERT INTO orders (order_id, user_id, attempt_id) VALUES (" + order + ", 9, RANDOM_BYTES(16))");

            PlaceOrderOutcome outcome = place(service, order(1001));
            admin.rollback();

            assertThat(outcome).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                    .isEqualTo(Reason.BUSY));
        }
        assertThat(Servers.number("SELECT COUNT(*) FROM orders WHERE order_id = ?", order))
                .isZero();
        assertThat(place(service, order(1001))).as("trying again is safe").isInstanceOf(Placed.class);
    }

    @Test
    void readOnlyMySqlMeansRejectedAndNothingWritten() {
        Servers.execute("SET GLOBAL super_read_only = ON");
        PlaceOrderOutcome outcome;
        try {
            outcome = place(service, order(1001));
        } finally {
            Servers.execute("SET GLOBAL super_read_only = OFF");
            Servers.execute("SET GLOBAL read_only = OFF");
        }

        assertThat(outcome).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                .isEqualTo(Reason.DATABASE_UNAVAILABLE));
        assertThat(Servers.number("SELECT COUNT(*) FROM orders WHERE order_id = ?", order))
                .isZero();
    }

    private void assertOnlyTheFirstIsDelivered(PlaceOrderOutcome first) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(deliveries()).isNotEmpty());
        String number = Long.toString(order);
        assertDeliveredOnly(number, first.attemptId());
        WINNERS.put(number, first.attemptId());
    }

    private static void assertDeliveredOnly(String number, AttemptId first) {
        assertThat(received.of(number))
                .allSatisfy(delivery -> assertThat(delivery.attemptId()).contains(first));
    }

    private List<io.tandem.consumer.Delivery> deliveries() {
        return received.of(Long.toString(order));
    }

    private PaymentOrder order(long userId) {
        return new PaymentOrder(userId, order, Optional.empty());
    }

    /** The statement itself (COM_QUERY is 3 in MySQL's protocol), not another that names the word. */
    private static boolean isCommit(byte[] chunk, int length) {
        return new String(chunk, 0, length, java.nio.charset.StandardCharsets.ISO_8859_1).contains("\u0003COMMIT");
    }

    private long orderRow() {
        return Servers.number("SELECT user_id FROM orders WHERE order_id = ?", order);
    }

    private static LedgerEntry entry(AttemptId id) {
        return new LedgerEntries(otherNode.pool())
                .find(id)
                .await()
                .atMost(PATIENCE)
                .orElseThrow();
    }

    private static PlaceOrderOutcome place(PlaceOrder on, PaymentOrder request) {
        return on.place(request, TRACE).await().atMost(PATIENCE);
    }

    private static PlaceOrder serviceOn(Node on) {
        return new PlaceOrder(
                on.messages(), new Orders(on.pool()), new OrderPaidMessages(topic), Clock.systemUTC(), on.meters());
    }
}
