package io.tandem.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.console.trace.AttemptTrace;
import io.tandem.console.trace.AttemptTrace.Delivered;
import io.tandem.console.trace.AttemptTrace.Status;
import io.tandem.console.trace.LatestTraces;
import io.tandem.console.trace.Step;
import io.tandem.console.trace.StepKind;
import io.tandem.console.trace.Traces;
import io.tandem.consumer.Delivery;
import io.tandem.consumer.Verdict;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.LedgerEntries;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.RowLock;
import io.tandem.producer.Republisher;
import io.tandem.testing.Node;
import io.tandem.testing.Recorder;
import io.tandem.testing.Servers;
import io.tandem.trace.TraceRecords;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the trace says of messages that went their way, and of those that did not, on the real servers. */
@Tag("servers")
class TracesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String CONSUMER = "192.0.2.7@42";
    private static final long POISON = 13;
    private static final AtomicLong ORDERS = new AtomicLong(810_000);

    private static String topic;
    private static Node consumer;
    private static FaultyLink toBroker;
    private static Node node;
    private static PlaceOrder service;
    private static Traces traces;

    private final long order = ORDERS.incrementAndGet();

    @BeforeAll
    static void connect() {
        topic = Servers.newTopic();
        consumer = Node.on(topic)
                .as(Servers.database().logisticsAccount())
                .group(Servers.newGroup())
                .build()
                .consuming(Recorder.judging(TracesTest::consume));
        toBroker = FaultyLink.to(Servers.rocketMq().grpcPort());
        node = Node.on(topic).rocketMqThrough(toBroker.port()).build().producing();
        service = new PlaceOrder(
                node.messages(),
                new Orders(node.pool()),
                new OrderPaidMessages(topic),
                Clock.systemUTC(),
                node.meters());
        traces = new Traces(
                node.pool(),
                new PaidOrders(
                        node.pool(),
                        new Orders(node.pool()),
                        new Attempts(new LedgerEntries(node.pool())),
                        new OrderPaidMessages(topic)));
        await().atMost(PATIENCE).until(() -> node.isConnected() && consumer.isReceiving());
    }

    @AfterAll
    static void close() {
        node.close();
        consumer.close();
        toBroker.close();
    }

    @Test
    void aPlacedOrderIsFollowedFromTheHalfMessageToTheShipment() {
        AttemptId attempt = place(1001).attemptId();

        AttemptTrace trace = awaitSettled(attempt);

        assertThat(names(trace))
                .startsWith("HALF_MESSAGE STORED", "LOCAL_TRANSACTION COMMITTED")
                .contains("COMMIT ACKNOWLEDGED", "DELIVERY CONSUMED")
                .endsWith("SHIPMENT STORED")
                .hasSize(5);
        assertThat(trace.status()).isEqualTo(Status.PLACED);
        assertThat(trace.delivered()).isEqualTo(Delivered.CREATED);
        assertThat(trace.key()).contains(Long.toString(order));
        assertThat(trace.subject()).contains("1001");
        Step half = trace.steps().get(0);
        assertThat(half.messageId()).isPresent().isEqualTo(trace.messageId());
        assertThat(half.host()).isPresent();
        assertThat(half.peer()).isPresent();
        assertThat(half.took()).hasValueSatisfying(took -> assertThat(took).isPositive());
        assertThat(step(trace, StepKind.LOCAL_TRANSACTION)).satisfies(local -> {
            assertThat(local.at()).isEqualTo(half.at().plus(half.took().orElseThrow()));
            assertThat(local.at().plus(local.took().orElseThrow()))
                    .as("until the broker is told")
                    .isEqualTo(step(trace, StepKind.COMMIT).at());
        });
        assertThat(step(trace, StepKind.DELIVERY)).satisfies(delivery -> {
            assertThat(delivery.deliveryAttempt()).contains(1);
            assertThat(delivery.host()).contains(CONSUMER);
        });
    }

    @Test
    void aLostCommitIsMadeUpForByACheckBack() {
        CompletableFuture<PlaceOrderOutcome> outcome;
        try (RowLock row = new RowLock(Servers.database(), order)) {
            outcome = service.place(order(1001), TRACE).subscribeAsCompletionStage();
            assertThat(row.awaitWaiting()).isTrue();
            toBroker.cut();
        }
        AttemptId attempt;
        try {
            attempt = outcome.join().attemptId();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(names(trace(attempt))).contains("COMMIT UNACKNOWLEDGED"));
            assertThat(trace(attempt).isSettled(Instant.now()))
                    .as("there is more to come")
                    .isFalse();
        } finally {
            toBroker.heal();
        }

        AttemptTrace trace = awaitSettled(attempt);

        assertThat(names(trace)).containsSubsequence("COMMIT UNACKNOWLEDGED", "CHECK_BACK COMMIT", "DELIVERY CONSUMED");
        assertThat(step(trace, StepKind.CHECK_BACK).messageId()).isEqualTo(trace.messageId());
        assertThat(step(trace, StepKind.CHECK_BACK).peer()).isPresent();
        assertThat(step(trace, StepKind.COMMIT).tone()).isEqualTo(Step.Tone.BAD);
        assertThat(trace.status()).isEqualTo(Status.PLACED);
    }

    @Test
    void aFailedDuplicateStandsBesideTheAttemptThatWon() {
        AttemptId won = place(1001).attemptId();
        AttemptId lost = place(1002).attemptId();
        awaitSettled(won);

        AttemptTrace trace = awaitSettled(lost);
        List<AttemptTrace> all = traces.ofKey(Long.toString(order)).await().atMost(PATIENCE);

        assertThat(names(trace))
                .containsExactly("HALF_MESSAGE STORED", "LOCAL_TRANSACTION ROLLED_BACK", "ROLLBACK ACKNOWLEDGED");
        assertThat(step(trace, StepKind.LOCAL_TRANSACTION).detail()).contains("duplicate");
        assertThat(trace.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(trace.delivered()).isEqualTo(Delivered.NEVER);
        assertThat(all).extracting(AttemptTrace::id).containsExactly(lost, won);
        assertThat(all).extracting(AttemptTrace::subject).containsExactly(Optional.of("1002"), Optional.of("1001"));
    }

    @Test
    void anAttemptThatMySqlTookBackWroteNothing() {
        AttemptId attempt;
        try (RowLock row = new RowLock(Servers.database(), order)) {
            assertThat(row).isNotNull();
            attempt = place(1001).attemptId();
        }

        AttemptTrace trace = awaitTrace(attempt, "ROLLBACK ACKNOWLEDGED");

        assertThat(names(trace))
                .contains("HALF_MESSAGE STORED", "LOCAL_TRANSACTION NOT_COMMITTED")
                .noneMatch(name -> name.startsWith("COMMIT") || name.startsWith("DELIVERY"));
        assertThat(trace.status()).isEqualTo(Status.REJECTED);
        assertThat(trace.key()).contains(Long.toString(order));
    }

    @Test
    void anAttemptWhoseRollbackIsLostIsFencedByACheckBack() {
        AttemptId attempt;
        try (RowLock row = new RowLock(Servers.database(), order)) {
            CompletableFuture<PlaceOrderOutcome> outcome =
                    service.place(order(1001), TRACE).subscribeAsCompletionStage();
            assertThat(row.awaitWaiting()).isTrue();
            toBroker.cut();
            attempt = outcome.join().attemptId();
        } finally {
            toBroker.heal();
        }

        AttemptTrace trace = awaitTrace(attempt, "CHECK_BACK ROLLBACK");

        assertThat(names(trace))
                .containsSubsequence(
                        "LOCAL_TRANSACTION NOT_COMMITTED", "ROLLBACK UNACKNOWLEDGED", "CHECK_BACK ROLLBACK");
        assertThat(trace.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(trace.isSettled(Instant.now())).isTrue();
    }

    @Test
    void aMessageThatWasPutAsideSaysWhy() {
        AttemptId attempt = place(POISON).attemptId();

        awaitTrace(attempt, "COMMIT ACKNOWLEDGED");
        awaitTrace(attempt, "DELIVERY PARK");
        AttemptTrace trace = trace(attempt);
        assertThat(names(trace)).containsSubsequence("COMMIT ACKNOWLEDGED", "DELIVERY PARK", "PARKED PARKED");
        assertThat(step(trace, StepKind.PARKED).detail()).contains("test: poison");
        assertThat(trace.delivered()).isEqualTo(Delivered.PARKED);
        assertThat(trace.status()).isEqualTo(Status.PLACED);
    }

    @Test
    void whatWasPublishedAgainIsSeenAgainUnderTheSameAttempt() {
        AttemptId attempt = place(1001).attemptId();
        awaitSettled(attempt);

        Republisher.Result result = node.republisher()
                .publishAgain(new OrderPaidMessages(topic)
                        .message(attempt, order, 1001, Instant.now(), TRACE)
                        .to(topic, attempt))
                .await()
                .atMost(PATIENCE);

        assertThat(result).isEqualTo(Republisher.Result.PUBLISHED);
        AttemptTrace trace = awaitTrace(attempt, "DELIVERY DUPLICATE");
        assertThat(names(trace)).contains("REDELIVERY PUBLISHED", "SHIPMENT STORED");
        assertThat(step(trace, StepKind.REDELIVERY).messageId())
                .as("another message of the same attempt")
                .isPresent()
                .isNotEqualTo(trace.messageId());
        assertThat(traces.ofMessage(step(trace, StepKind.REDELIVERY).messageId().orElseThrow())
                        .await()
                        .atMost(PATIENCE))
                .extracting(AttemptTrace::id)
                .containsExactly(attempt);
    }

    @Test
    void aMessageIsFoundByItsId() {
        AttemptTrace trace = awaitSettled(place(1001).attemptId());

        List<AttemptTrace> found =
                traces.ofMessage(trace.messageId().orElseThrow()).await().atMost(PATIENCE);

        assertThat(found).extracting(AttemptTrace::id).containsExactly(trace.id());
    }

    @Test
    void ofWhatNobodyDidNothingIsKnown() {
        assertThat(traces.ofAttempt(AttemptId.next()).await().atMost(PATIENCE)).isEmpty();
        assertThat(traces.ofKey(Long.toString(order)).await().atMost(PATIENCE)).isEmpty();
        assertThat(traces.ofMessage("01NOSUCHMESSAGE").await().atMost(PATIENCE)).isEmpty();
    }

    @Test
    void theLatestComePageByPageWithoutGapOrRepetition() {
        List<AttemptId> made = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            made.add(
                    0,
                    service.place(new PaymentOrder(1001, ORDERS.incrementAndGet(), Optional.empty()), TRACE)
                            .await()
                            .atMost(PATIENCE)
                            .attemptId());
        }
        List<AttemptId> seen = new ArrayList<>();
        AttemptId before = AttemptId.next();

        for (int page = 0; page < 3; page++) {
            LatestTraces latest = traces.latest(before, 2).await().atMost(PATIENCE);
            latest.attempts().forEach(one -> seen.add(one.id()));
            before = latest.next().orElse(before);
        }

        assertThat(seen).containsExactlyElementsOf(made);
    }

    @Test
    void theLatestOfOneUserComePageByPage() {
        List<AttemptId> theirs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            theirs.add(0, place(4242).attemptId());
            place(1001);
        }
        AttemptId before = AttemptId.next();
        Predicate<AttemptTrace> wanted = trace -> trace.subject().equals(Optional.of("4242"));

        LatestTraces first =
                traces.latest(before, theirs.get(2), wanted, 2).await().atMost(PATIENCE);
        LatestTraces second = traces.latest(first.next().orElseThrow(), theirs.get(2), wanted, 2)
                .await()
                .atMost(PATIENCE);
        LatestTraces inTime =
                traces.latest(before, theirs.get(1), wanted, 3).await().atMost(PATIENCE);

        assertThat(first.attempts()).extracting(AttemptTrace::id).containsExactly(theirs.get(0), theirs.get(1));
        assertThat(second.attempts()).extracting(AttemptTrace::id).containsExactly(theirs.get(2));
        assertThat(second.next()).isEmpty();
        assertThat(inTime.attempts()).extracting(AttemptTrace::id).containsExactly(theirs.get(0), theirs.get(1));
    }

    @Test
    void recordsWrittenLongAgoAreForgottenAndTheRestIsNot() {
        AttemptId old = AttemptId.next();
        AttemptId young =
                AttemptId.lowerBound(Instant.parse("2024-01-01T00:00:00Z").plusMillis(order));
        Map<AttemptId, Integer> daysAgo = Map.of(old, 8, young, 6);
        daysAgo.forEach((id, days) -> Servers.execute(
                "INSERT INTO message_trace (attempt_id, step, result, began_at, host, written_at)"
                        + " VALUES (?, 'COMMIT', 'X', NOW(6), 'h', CURRENT_TIMESTAMP(6) - INTERVAL ? DAY)",
                id.bytes().getBytes(),
                days));
        TraceRecords records = new TraceRecords(node.pool());

        records.forget(Duration.ofDays(7), Clock.offset(Clock.systemUTC(), Duration.ofDays(8)))
                .await()
                .atMost(PATIENCE);

        assertThat(records.of(List.of(old, young)).await().atMost(PATIENCE))
                .as("whatever the clocks of the hosts say")
                .extracting(io.tandem.trace.TraceRecord::attemptId)
                .containsExactly(young);
    }

    @Test
    void aShipmentAfterALostCommitIsWatchedUntilItsCheckBackIsWrittenDownOrLost() {
        AttemptId attempt = AttemptId.lowerBound(Instant.now().minusSeconds(60).plusMillis(order % 1_000));
        byte[] id = attempt.bytes().getBytes();
        Servers.execute(
                "INSERT INTO tx_attempt (attempt_id, outcome, decided_by, decided_at) VALUES (?, 'COMMIT', 'LOCAL_TRANSACTION', UTC_TIMESTAMP(6) - INTERVAL 60 SECOND)",
                (Object) id);
        Servers.execute("INSERT INTO orders (order_id, user_id, attempt_id) VALUES (?, 1, ?)", order, id);
        Servers.execute(
                "INSERT INTO message_trace (attempt_id, step, result, began_at, host) VALUES (?, 'COMMIT', 'UNACKNOWLEDGED', UTC_TIMESTAMP(6) - INTERVAL 59 SECOND, 'h')",
                (Object) id);
        Servers.execute(
                "INSERT INTO logistics (order_id, user_id, attempt_id, message_id, delivery_attempt, created_at) VALUES (?, 1, ?, 'M', 1, UTC_TIMESTAMP(6))",
                order,
                id);
        AttemptTrace before = trace(attempt);
        Servers.execute(
                "INSERT INTO message_trace (attempt_id, step, result, began_at, host) VALUES (?, 'CHECK_BACK', 'COMMIT', UTC_TIMESTAMP(6), 'h')",
                (Object) id);

        AttemptTrace after = trace(attempt);

        Instant shipped = step(before, StepKind.SHIPMENT).at();
        assertThat(before.isSettled(shipped.plusSeconds(1))).isFalse();
        assertThat(before.isSettled(shipped.plusSeconds(10))).isTrue();
        assertThat(after.isSettled(shipped)).isTrue();
    }

    @Test
    void anAttemptOfManyRecordsHidesNothingOfAnother() {
        AttemptId busy = AttemptId.next();
        AttemptId other = AttemptId.next();
        Servers.execute(
                "INSERT INTO message_trace (attempt_id, step, result, began_at, host)"
                        + " SELECT ?, 'REDELIVERY', CONCAT('R', n.number), NOW(6), 'h' FROM"
                        + " (SELECT a.d * 100 + b.d * 10 + c.d AS number FROM %2$s a (d), %1$s b (d), %1$s c (d)) n ORDER BY n.number"
                                .formatted(
                                        "(VALUES ROW(0),ROW(1),ROW(2),ROW(3),ROW(4),ROW(5),ROW(6),ROW(7),ROW(8),ROW(9))",
                                        IntStream.range(0, 30)
                                                .mapToObj("ROW(%d)"::formatted)
                                                .collect(Collectors.joining(",", "(VALUES ", ")"))),
                (Object) busy.bytes().getBytes());
        Servers.execute(
                "INSERT INTO message_trace (attempt_id, step, result, began_at, host) VALUES (?, 'COMMIT', 'LAST', NOW(6), 'h')",
                (Object) other.bytes().getBytes());

        List<String> results = new TraceRecords(node.pool())
                .of(List.of(busy, other)).await().atMost(PATIENCE).stream()
                        .map(io.tandem.trace.TraceRecord::result)
                        .toList();

        assertThat(results)
                .hasSize(101)
                .startsWith("R0", "R1")
                .containsSubsequence("R29", "R2930")
                .endsWith("R2999", "LAST");
    }

    private PlaceOrderOutcome place(long userId) {
        return service.place(order(userId), TRACE).await().atMost(PATIENCE);
    }

    private PaymentOrder order(long userId) {
        return new PaymentOrder(userId, order, Optional.empty());
    }

    private static AttemptTrace trace(AttemptId id) {
        return traces.ofAttempt(id).await().atMost(PATIENCE).orElseThrow();
    }

    private static AttemptTrace awaitSettled(AttemptId id) {
        // As of the moment of its making, so that no record is given up as lost.
        await().atMost(PATIENCE).until(() -> traces.ofAttempt(id)
                .await()
                .atMost(PATIENCE)
                .filter(trace -> trace.isSettled(trace.id().madeAt()))
                .isPresent());
        return trace(id);
    }

    private static AttemptTrace awaitTrace(AttemptId id, String step) {
        // Of the first records nothing may be written yet.
        await().atMost(PATIENCE)
                .ignoreException(NoSuchElementException.class)
                .untilAsserted(() -> assertThat(names(trace(id))).contains(step));
        return trace(id);
    }

    private static List<String> names(AttemptTrace trace) {
        return trace.steps().stream()
                .map(step -> step.kind() + " " + step.result())
                .toList();
    }

    private static Step step(AttemptTrace trace, StepKind kind) {
        return trace.last(step -> step.kind() == kind).orElseThrow();
    }

    /** As the logistics service does: the shipment is there before the delivery is acknowledged. */
    private static Verdict consume(Delivery delivery) {
        long orderId = Long.parseLong(delivery.key().orElseThrow());
        if (Servers.number("SELECT user_id FROM orders WHERE order_id = ?", orderId) == POISON) {
            return new Verdict.Park("test", "poison");
        }
        int created = Servers.execute(
                "INSERT IGNORE INTO logistics (order_id, user_id, attempt_id, message_id, delivery_attempt, received_at, consumer)"
                        + " VALUES (?, 1, ?, ?, ?, ?, ?)",
                orderId,
                delivery.attemptId().orElseThrow().bytes().getBytes(),
                delivery.messageId(),
                delivery.deliveryAttempt(),
                Timestamp.valueOf(LocalDateTime.ofInstant(delivery.receivedAt(), ZoneOffset.UTC)),
                CONSUMER);
        return new Verdict.Done(created == 0);
    }
}
