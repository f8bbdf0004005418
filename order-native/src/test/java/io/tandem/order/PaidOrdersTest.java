package io.tandem.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.console.BusinessRow;
import io.tandem.console.StrayEffects.Stray;
import io.tandem.console.trace.AttemptTrace;
import io.tandem.console.trace.StepKind;
import io.tandem.console.trace.Traces;
import io.tandem.event.OrderPaid;
import io.tandem.event.OrderPaidJson;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.LedgerEntries;
import io.tandem.testing.Node;
import io.tandem.testing.Servers;
import io.tandem.transaction.OutgoingMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the library is told of paid orders and their shipments. */
@Tag("servers")
class PaidOrdersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TOPIC = "PAID_ORDERS";
    private static final AtomicLong NUMBERS = new AtomicLong(870_000);

    private static Node node;
    private static PaidOrders paid;

    private final long order = NUMBERS.incrementAndGet();
    private final AttemptId attempt = AttemptId.next();

    @BeforeAll
    static void connect() {
        node = Node.on(TOPIC).build();
        paid = new PaidOrders(
                node.pool(),
                new Orders(node.pool()),
                new Attempts(new LedgerEntries(node.pool())),
                new OrderPaidMessages(TOPIC));
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void anOrderWithoutAShipmentIsMissingUntilItIsThere() {
        pay(attempt, order);
        List<AttemptId> asked = List.of(attempt, AttemptId.next());

        assertThat(paid.missing(asked).await().atMost(PATIENCE))
                .as("and an attempt that is none of ours is not")
                .containsExactly(attempt);
        ship(order, attempt);

        assertThat(paid.missing(asked).await().atMost(PATIENCE)).isEmpty();
    }

    @Test
    void itsMessageIsMadeFromTheRow() {
        pay(attempt, order);

        Map<AttemptId, OutgoingMessage> rebuilt =
                paid.rebuild(List.of(attempt, AttemptId.next())).await().atMost(PATIENCE);

        assertThat(rebuilt).containsOnlyKeys(attempt);
        OutgoingMessage message = rebuilt.get(attempt);
        assertThat(message.topic()).isEqualTo(TOPIC);
        assertThat(message.attempt()).isEqualTo(OrderPaidMessages.attempt(attempt, order, 1001));
        assertThat(OrderPaidJson.read(message.body())).isInstanceOfSatisfying(OrderPaid.class, event -> {
            assertThat(event.attemptId()).isEqualTo(attempt);
            assertThat(event.orderId()).isEqualTo(order);
            assertThat(event.userId()).isEqualTo(1001);
        });
    }

    @Test
    void theConsoleIsToldOfTheOrderAndItsShipment() {
        pay(attempt, order);
        ship(order, attempt);

        BusinessRow row = paid.of(List.of(attempt)).await().atMost(PATIENCE).get(0);

        assertThat(row.attempt().key()).isEqualTo(Long.toString(order));
        assertThat(row.effect())
                .hasValueSatisfying(effect -> assertThat(effect.messageId()).contains("M"));
        assertThat(paid.attemptOf(Long.toString(order)).await().atMost(PATIENCE))
                .contains(attempt);
        assertThat(paid.key(" " + order)).contains(Long.toString(order));
        assertThat(paid.key("0")).isEmpty();
    }

    @Test
    void shipmentsWithoutTheirOrderAreStray() {
        ship(order, attempt);
        long other = NUMBERS.incrementAndGet();
        pay(AttemptId.next(), other);
        ship(other, attempt);

        List<Stray> strays = paid.strays(Optional.of(Long.toString(order - 1)))
                .await()
                .atMost(PATIENCE)
                .found();

        assertThat(strays)
                .extracting(stray -> stray.attempt().key() + " " + stray.why())
                .contains(order + " NO_ORDER", other + " OTHER_ORDER");
    }

    @Test
    void secondShipmentOfAnOrderIsStrayAndInItsTrace() {
        Servers.execute("ALTER TABLE logistics DROP PRIMARY KEY, ADD KEY by_order (order_id)");
        try {
            pay(attempt, order);
            ship(order, attempt);
            ship(order, attempt);

            List<Stray> strays = paid.strays(Optional.of(Long.toString(order - 1)))
                    .await()
                    .atMost(PATIENCE)
                    .found();
            List<AttemptTrace> traces = new Traces(node.pool(), paid)
                    .ofKey(Long.toString(order))
                    .await()
                    .atMost(PATIENCE);

            assertThat(strays)
                    .filteredOn(stray -> stray.attempt().key().equals(Long.toString(order)))
                    .extracting(Stray::why)
                    .containsExactly("SHIPPED_ALREADY");
            assertThat(traces).singleElement().satisfies(trace -> assertThat(trace.steps())
                    .filteredOn(step -> step.kind() == StepKind.SHIPMENT)
                    .hasSize(2));
        } finally {
            Servers.execute("DELETE FROM logistics WHERE order_id = ?", order);
            Servers.execute("ALTER TABLE logistics DROP KEY by_order, ADD PRIMARY KEY (order_id)");
        }
    }

    private static void pay(AttemptId attempt, long order) {
        Servers.execute(
                "INSERT INTO orders (order_id, user_id, attempt_id) VALUES (?, 1001, ?)",
                order,
                attempt.bytes().getBytes());
    }

    private static void ship(long order, AttemptId attempt) {
        Servers.execute(
                "INSERT INTO logistics (order_id, user_id, attempt_id, message_id, delivery_attempt) VALUES (?, 1001, ?, 'M', 1)",
                order,
                attempt.bytes().getBytes());
    }
}
