package io.tandem.group;

import static org.awaitility.Awaitility.await;

import io.tandem.consumer.Delivery;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.LedgerEntries;
import io.tandem.ledger.LedgerEntry;
import io.tandem.local.fault.FaultyLink;
import io.tandem.observation.MessageSpans;
import io.tandem.testing.Node;
import io.tandem.testing.Recorder;
import io.tandem.testing.Servers;
import io.tandem.transaction.TransactionMessage;
import io.tandem.transaction.TransactionOutcome;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A producer that groups, and a consumer, on the real servers. */
final class Grouped implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final GroupLimits LIMITS = new GroupLimits(64, 1, 131_072, 2_048, Duration.ofSeconds(5));

    private static final AtomicInteger LANES = new AtomicInteger(600_000);
    private static final AtomicLong KEYS = new AtomicLong(System.nanoTime());

    final String topic = Servers.newTopic();
    final Recorder received;
    final FaultyLink toMySql;
    final Node node;
    final Effects effects;

    private final Node consumer;

    private Grouped(Recorder received, MessageSpans spans) {
        Servers.execute("CREATE TABLE IF NOT EXISTS effect (id BINARY(16) PRIMARY KEY, lane INT UNIQUE)");
        Servers.execute("GRANT SELECT, INSERT ON effect TO '"
                + Servers.database().orderAccount().user() + "'@'%'");
        this.received = received;
        consumer = Node.on(topic)
                .as(Servers.database().logisticsAccount())
                .group(Servers.newGroup())
                .tracing(spans)
                .build()
                .consuming(received);
        toMySql = FaultyLink.to(Servers.database().port());
        node = Node.on(topic)
                .mySqlThrough(toMySql.port())
                .grouping(LIMITS)
                .tracing(spans)
                .build()
                .producing();
        effects = new Effects(node.pool());
        await().atMost(PATIENCE).until(() -> node.isConnected() && consumer.isReceiving());
    }

    static Grouped connect() {
        return new Grouped(Recorder.accepting(), MessageSpans.OFF);
    }

    static Grouped judging(Recorder received) {
        return new Grouped(received, MessageSpans.OFF);
    }

    static Grouped tracing(MessageSpans spans) {
        return new Grouped(Recorder.accepting(), spans);
    }

    CompletableFuture<TransactionOutcome<Void>> send(String key, int lane) {
        return send(node, message(key), lane);
    }

    CompletableFuture<TransactionOutcome<Void>> send(Node on, TransactionMessage message, int lane) {
        return on.messages()
                .send(message, effects.of(lane))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribeAsCompletionStage();
    }

    static TransactionMessage message(String key) {
        return new TransactionMessage("TEST", key, "1001", Buffer.buffer("body of " + key), Map.of("colour", "blue"));
    }

    static int lane() {
        return LANES.incrementAndGet();
    }

    static String key() {
        return "g-" + KEYS.incrementAndGet();
    }

    static List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> key()).toList();
    }

    Delivery awaitDelivery(String key) {
        await().atMost(PATIENCE).until(() -> !received.of(key).isEmpty());
        return received.of(key).get(0);
    }

    Optional<LedgerEntry> entry(AttemptId id) {
        return new LedgerEntries(node.pool()).find(id).await().atMost(PATIENCE);
    }

    double undone() {
        return node.meters().counter("tandem.groups.undone").count();
    }

    @Override
    public void close() {
        node.close();
        consumer.close();
        toMySql.close();
    }
}
