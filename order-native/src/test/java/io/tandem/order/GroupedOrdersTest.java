package io.tandem.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.tandem.console.trace.AttemptTrace;
import io.tandem.console.trace.Step;
import io.tandem.console.trace.StepKind;
import io.tandem.console.trace.Traces;
import io.tandem.consumer.Delivery;
import io.tandem.group.GroupLimits;
import io.tandem.ledger.LedgerEntries;
import io.tandem.ledger.LedgerEntry;
import io.tandem.ledger.Outcome;
import io.tandem.order.PlaceOrderOutcome.AlreadyExists;
import io.tandem.order.PlaceOrderOutcome.KeyReused;
import io.tandem.order.PlaceOrderOutcome.Placed;
import io.tandem.order.PlaceOrderOutcome.Rejected;
import io.tandem.testing.Node;
import io.tandem.testing.Recorder;
import io.tandem.testing.Servers;
import io.tandem.transaction.TransactionOutcome.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders that share a half message and a transaction: each is told its own, as if it had gone alone. */
@Tag("servers")
class GroupedOrdersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** On a slow machine a group is undone for its slowness, and a lock is waited for too long. */
    private static final int TRIES = 20;

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0";
    private static final AtomicLong ORDERS = new AtomicLong(910_000);

    private static String topic;
    private static Node consumer;
    private static Recorder received;
    private static Node node;
    private static PlaceOrder service;

    @BeforeAll
    static void connect() {
        topic = Servers.newTopic();
        received = Recorder.accepting();
        consumer = Node.on(topic)
                .as(Servers.database().logisticsAccount())
                .group(Servers.newGroup())
                .build()
                .consuming(received);
        node = Node.on(topic)
                .grouping(new GroupLimits(64, 1, 131_072, 2_048, Duration.ofSeconds(5)))
                .build()
                .producing();
        service = new PlaceOrder(
                node.messages(),
                new Orders(node.pool()),
                new OrderPaidMessages(topic),
                Clock.systemUTC(),
                node.meters());
        await().atMost(PATIENCE).until(() -> node.isConnected() && consumer.isReceiving());
        // Warm: what the first ones take says nothing of a delay.
        for (int i = 0; i < 20; i++) {
            together(fresh(20));
        }
    }

    @AfterAll
    static void close() {
        node.close();
        consumer.close();
    }

    @Test
    void ofFortyEachIsPlacedAndToldAndDelivered() {
        List<PlaceOrderOutcome> outcomes = together(fresh(40));

        assertThat(outcomes).hasSize(40).allSatisfy(one -> assertThat(one).isInstanceOf(Placed.class));
        assertThat(outcomes.stream().map(PlaceOrderOutcome::attemptId).distinct())
                .hasSize(40);
        for (PlaceOrderOutcome one : outcomes) {
            Delivery delivery = awaitDelivery(one.order());
            assertThat(delivery.attemptId()).contains(one.attemptId());
            assertThat(delivery.properties()).containsEntry("traceparent", trace(one.order()));
            LedgerEntry entry = entry(one).orElseThrow();
            assertThat(entry.outcome()).isEqualTo(Outcome.COMMIT);
            assertThat(entry.messageId()).contains(delivery.messageId());
            assertThat(entry.half().storedAt()).isPresent();
            assertThat(entry.group().orElseThrow().size()).isGreaterThan(1);
        }
        assertThat(outcomes.stream()
                        .map(one -> awaitDelivery(one.order()).messageId())
                        .distinct())
                .hasSizeLessThan(4);
    }

    @Test
    void theTraceOfEachTellsTheStoryOfTheGroup() {
        Orders orders = new Orders(node.pool());
        Traces traces = new Traces(
                node.pool(),
                new PaidOrders(
                        node.pool(),
                        orders,
                        new Attempts(new LedgerEntries(node.pool())),
                        new OrderPaidMessages(topic)));
        List<PlaceOrderOutcome> outcomes = together(fresh(20));

        // Trace records are written a moment later.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(outcomes).allSatisfy(one -> {
            AttemptTrace trace =
                    traces.ofAttempt(one.attemptId()).await().atMost(PATIENCE).orElseThrow();
            assertThat(trace.group().orElseThrow().size()).isGreaterThan(1);
            assertThat(trace.steps().stream().map(Step::kind))
                    .contains(StepKind.HALF_MESSAGE, StepKind.LOCAL_TRANSACTION, StepKind.COMMIT);
            assertThat(traces.ofMessage(trace.messageId().orElseThrow()).await().atMost(PATIENCE))
                    .hasSize(trace.group().orElseThrow().size());
        }));
    }

    @Test
    void duplicatesFailAloneEachWithItsOwnHalfMessageAndRollback() {
        double undone;
        int tries = 0;
        do {
            List<PaymentOrder> taken = fresh(10);
            together(taken);
            List<PaymentOrder> wanted = Stream.concat(
                            fresh(20).stream(), taken.stream().map(one -> ofUser(2002, one.orderId())))
                    .toList();
            undone = undone();

            List<PlaceOrderOutcome> outcomes = together(wanted);

            assertThat(outcomes.subList(0, 20))
                    .allSatisfy(one -> assertThat(one).isInstanceOf(Placed.class));
            assertThat(outcomes.subList(20, 30))
                    .allSatisfy(one -> assertThat(one).isInstanceOf(AlreadyExists.class))
                    .allSatisfy(
                            one -> assertThat(entry(one).orElseThrow().reason()).contains("duplicate"));
            assertThat(outcomes.subList(20, 30).stream()
                            .map(one -> entry(one).orElseThrow().messageId().orElseThrow())
                            .distinct())
                    .hasSize(10);
        } while (undone() > undone && ++tries < TRIES);
        assertThat(undone()).as("they are found out before").isEqualTo(undone);
    }

    @Test
    void anAttemptAtARowThatAnotherTransactionHoldsWaitsForItAlone() throws Exception {
        PlaceOrderOutcome outcome;
        int tries = 0;
        do {
            List<PaymentOrder> wanted = fresh(20);
            PaymentOrder taken = wanted.get(7);
            try (Connection admin = Servers.database().openAsAdmin()) {
                insertWithoutCommit(admin, taken);

                Running running = Running.start(wanted).awaitAllBut(taken);

                admin.commit();
                outcome = running.of(taken).get();
            }
        } while (outcome instanceof Rejected && ++tries < TRIES);
        assertThat(outcome).isInstanceOf(AlreadyExists.class);
    }

    @Test
    void aRowThatStaysLockedMakesOneBusy() throws Exception {
        List<PaymentOrder> wanted = fresh(10);
        PaymentOrder locked = wanted.get(3);
        try (Connection admin = Servers.database().openAsAdmin()) {
            insertWithoutCommit(admin, locked);

            Running running = Running.start(wanted).awaitAllBut(locked);

            assertThat(running.of(locked).get())
                    .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                            .isEqualTo(Reason.BUSY));
            admin.rollback();
        }
    }

    @Test
    void idempotencyKeysKeepTheirMeaning() {
        UUID key = UUID.randomUUID();
        PaymentOrder first = withKey(key);
        PlaceOrderOutcome before = together(List.of(first)).get(0);
        PaymentOrder sameAtOnce = withKey(UUID.randomUUID());
        List<PaymentOrder> wanted = Stream.concat(
                        fresh(5).stream(), Stream.of(first, withKey(key), sameAtOnce, sameAtOnce))
                .toList();

        List<PlaceOrderOutcome> outcomes = together(wanted);

        assertThat(outcomes.subList(0, 5)).allSatisfy(one -> assertThat(one).isInstanceOf(Placed.class));
        assertThat(outcomes.get(5)).isEqualTo(before);
        assertThat(outcomes.get(6)).isInstanceOf(KeyReused.class);
        assertThat(outcomes.get(7)).isInstanceOf(Placed.class);
        assertThat(outcomes.get(8)).isEqualTo(outcomes.get(7));
    }

    @Test
    void ofTwoOrdersInOneGroupWithOneKeyOneIsPlacedAndNobodyElseFails() {
        UUID key = UUID.randomUUID();
        List<PaymentOrder> wanted = Stream.concat(Stream.of(withKey(key), withKey(key)), fresh(5).stream())
                .toList();

        List<PlaceOrderOutcome> outcomes = together(wanted);

        assertThat(outcomes.subList(0, 2).stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(Placed.class, KeyReused.class);
        assertThat(outcomes.subList(2, 7)).allSatisfy(one -> assertThat(one).isInstanceOf(Placed.class));
    }

    @Test
    void ofSeveralWithOneNumberOneWins() {
        long number = ORDERS.incrementAndGet();
        List<PaymentOrder> wanted = Stream.concat(
                        fresh(5).stream(), Stream.of(1L, 2L, 3L, 4L).map(user -> ofUser(user, number)))
                .toList();

        List<PlaceOrderOutcome> outcomes = together(wanted).subList(5, 9);

        assertThat(outcomes.stream().filter(Placed.class::isInstance)).hasSize(1);
        assertThat(outcomes.stream().filter(AlreadyExists.class::isInstance)).hasSize(3);
    }

    /** MySQL bounds the statements that are prepared at once ({@code max_prepared_stmt_count}). */
    @Test
    void theSizesOfGroupsMakeNoStatementsOfTheirOwn() throws Exception {
        together(fresh(20));
        long prepared = counted("Com_stmt_prepare");
        long connections = counted("Connections");
        Set<Integer> sizes = new HashSet<>();
        for (int size = 2; size <= 40; size++) {
            PlaceOrderOutcome last = together(fresh(size)).get(size - 1);
            entry(last).orElseThrow().group().ifPresent(group -> sizes.add(group.size()));
        }

        assertThat(sizes).hasSizeGreaterThan(20);
        // A connection is idle for five seconds at most: on a slow machine there are new ones, which prepare their own.
        long mayPrepare = 6 + counted("Connections") - connections;
        assertThat(counted("Com_stmt_prepare") - prepared).isLessThan(6 * mayPrepare);
    }

    private static long counted(String what) throws SQLException {
        try (Connection admin = Servers.database().openAsAdmin();
                Statement statement = admin.createStatement();
                ResultSet status = statement.executeQuery("SHOW GLOBAL STATUS LIKE '" + what + "'")) {
            status.next();
            return status.getLong("Value");
        }
    }

    private static void insertWithoutCommit(Connection admin, PaymentOrder order) throws SQLException {
        admin.setAutoCommit(false);
        try (Statement statement = admin.createStatement()) {
            statement.execute("INSERT INTO orders (order_id, user_id, attempt_id) VALUES (" + order.orderId()
                    + ", 9, RANDOM_BYTES(16))");
        }
    }

    /** Orders under way. */
    private record Running(Map<PaymentOrder, CompletableFuture<PlaceOrderOutcome>> orders) {

        static Running start(List<PaymentOrder> wanted) {
            Running running = new Running(new ConcurrentHashMap<>());
            begin().subscribe().with(done -> {});
            wanted.forEach(order ->
                    running.orders.put(order, service.place(order, trace(order)).subscribeAsCompletionStage()));
            return running;
        }

        CompletableFuture<PlaceOrderOutcome> of(PaymentOrder order) {
            return orders.get(order);
        }

        Running awaitAllBut(PaymentOrder one) {
            orders.forEach((order, outcome) -> {
                if (!order.equals(one)) {
                    assertThat(outcome.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS)
                                    .join())
                            .isInstanceOf(Placed.class);
                }
            });
            return this;
        }
    }

    /** One that begins by itself, and behind it all of these. */
    private static List<PlaceOrderOutcome> together(List<PaymentOrder> wanted) {
        List<Uni<PlaceOrderOutcome>> all = Stream.concat(
                        Stream.of(begin()), wanted.stream().map(one -> service.place(one, trace(one))))
                .toList();
        return Uni.join()
                .all(all)
                .andFailFast()
                .map(outcomes -> outcomes.subList(1, outcomes.size()))
                .await()
                .atMost(PATIENCE);
    }

    private static Uni<PlaceOrderOutcome> begin() {
        return service.place(fresh(1).get(0), TRACE + 1);
    }

    private static List<PaymentOrder> fresh(int count) {
        List<PaymentOrder> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(ofUser(1001, ORDERS.incrementAndGet()));
        }
        return orders;
    }

    private static PaymentOrder ofUser(long user, long order) {
        return new PaymentOrder(user, order, Optional.empty());
    }

    private static PaymentOrder withKey(UUID key) {
        return new PaymentOrder(1001, ORDERS.incrementAndGet(), Optional.of(key));
    }

    private static String trace(PaymentOrder order) {
        return TRACE + order.orderId() % 2;
    }

    private static double undone() {
        return node.meters().counter("tandem.groups.undone").count();
    }

    private static Delivery awaitDelivery(PaymentOrder order) {
        String key = Long.toString(order.orderId());
        await().atMost(PATIENCE).until(() -> !received.of(key).isEmpty());
        return received.of(key).get(0);
    }

    private static Optional<LedgerEntry> entry(PlaceOrderOutcome outcome) {
        return new LedgerEntries(node.pool()).find(outcome.attemptId()).await().atMost(PATIENCE);
    }
}
