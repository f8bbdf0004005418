package io.tandem.order.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tandem.ledger.AttemptId;
import io.tandem.testing.Node;
import io.tandem.testing.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gauges see of paid orders without a shipment, look after look. On a day long ago, on which only these tests paid. */
class UnshippedLookTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicLong ORDERS = new AtomicLong(880_000);

    /** Each test has an hour of its own. */
    private static Instant hour = Instant.parse("2024-01-01T00:00:00Z");

    private static Node node;

    private final long order = ORDERS.incrementAndGet();
    private UnshippedOrders orders;
    private UnshippedLook look;

    @BeforeAll
    static void connect() {
        node = Node.on("unused").build();
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @BeforeEach
    void nothingIsMissing() {
        hour = hour.plus(Duration.ofHours(1));
        Servers.execute("DELETE FROM redelivery");
        Servers.execute("DELETE FROM parked_message");
        Servers.execute("UPDATE redelivery_search SET searched_to = ? WHERE id = 1", (Object) id(0));
        ConsistencySettings settings = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(ConsistencySettings.class)
                .build()
                .getConfigMapping(ConsistencySettings.class);
        orders = new UnshippedOrders(node.pool(), settings);
        look = new UnshippedLook(orders, settings);
        assertThat(seenAt(10)).isEmpty();
    }

    @Test
    void whatIsMissingIsSeenByEachLookUntilItIsShipped() {
        paidAt(12);

        assertThat(seenAt(16)).as("on its way").isEmpty();
        assertThat(seenAt(20)).containsExactly(order);
        assertThat(seenAt(30)).containsExactly(order);
        ship();
        assertThat(seenAt(40)).isEmpty();
    }

    @Test
    void anOrderThatComesAfterOneThatIsMissingIsSeenToo() {
        paidAt(12);
        assertThat(seenAt(20)).containsExactly(order);
        long next = ORDERS.incrementAndGet();
        paid(next, 22);

        assertThat(seenAt(30)).containsExactly(order, next);
    }

    @Test
    void whatWasPassedIsNotLookedAtAgainUntilTheRedeliveryHasFoundIt() {
        assertThat(seenAt(20)).isEmpty();
        byte[] late = paidAt(12);

        assertThat(seenAt(30)).isEmpty();
        assertThat(orders.list(at(30), 5).await().atMost(PATIENCE).items())
                .as("a report looks at all")
                .extracting(UnshippedOrder::orderId)
                .containsExactly(order);
        Servers.execute(
                "INSERT INTO redelivery (attempt_id, order_id, user_id, due_at) VALUES (?, ?, 1001, CURRENT_TIMESTAMP(6))",
                late,
                order);
        assertThat(seenAt(40)).containsExactly(order);
    }

    private List<Long> seenAt(long second) {
        return look.next(at(second), 5).await().atMost(PATIENCE).items().stream()
                .map(UnshippedOrder::orderId)
                .toList();
    }

    private byte[] paidAt(long second) {
        return paid(order, second);
    }

    private static byte[] paid(long order, long second) {
        byte[] id = id(second);
        Servers.execute(
                "INSERT INTO tx_attempt (attempt_id, outcome, decided_by, message_key, subject)"
                        + " VALUES (?, 'COMMIT', 'LOCAL_TRANSACTION', ?, '1001')",
                id,
                Long.toString(order));
        Servers.execute(
                "INSERT INTO orders (order_id, user_id, attempt_id, created_at) VALUES (?, 1001, ?, FROM_UNIXTIME(?))",
                order,
                id,
                at(second).getEpochSecond());
        return id;
    }

    private void ship() {
        Servers.execute(
                "INSERT INTO logistics (order_id, user_id, attempt_id, message_id, delivery_attempt)"
                        + " SELECT order_id, user_id, attempt_id, 'test', 1 FROM orders WHERE order_id = ?",
                order);
    }

    private static Instant at(long second) {
        return hour.plusSeconds(second);
    }

    private static byte[] id(long second) {
        return AttemptId.lowerBound(at(second)).bytes().getBytes();
    }
}
