package io.tandem.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.tandem.consumer.Delivery;
import io.tandem.consumer.Verdict;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.LedgerEntries;
import io.tandem.ledger.LedgerEntry;
import io.tandem.ledger.Outcome;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.Inspector;
import io.tandem.testing.Node;
import io.tandem.testing.Recorder;
import io.tandem.testing.Servers;
import io.tandem.transaction.TransactionMessage;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.Committed;
import io.tandem.transaction.TransactionOutcome.InDoubt;
import io.tandem.transaction.TransactionOutcome.RolledBack;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attempts that share a half message and a local transaction, on the real servers: to each caller as if it had gone alone. */
@Tag("servers")
class GroupsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What one member's trouble may cost the others, on top of what a group takes anyway. */
    private static final Duration NEIGHBOURS_WAIT = Duration.ofMillis(250);

    private static final GroupLimits LIMITS = new GroupLimits(64, 1, 131_072, 2_048, Duration.ofSeconds(5));

    private static final Effects EFFECTS = new Effects();
    private static final AtomicInteger LANES = new AtomicInteger(600_000);
    private static final AtomicLong KEYS = new AtomicLong(System.nanoTime());
    private static final Set<String> PARKED = ConcurrentHashMap.newKeySet();
    private static final Set<String> RETRIED = ConcurrentHashMap.newKeySet();

    private static String topic;
    private static Node consumer;
    private static Recorder received;
    private static FaultyLink toMySql;
    private static Node node;

    @BeforeAll
    static void connect() {
        Servers.execute("CREATE TABLE IF NOT EXISTS effect (id BINARY(16) PRIMARY KEY, lane INT UNIQUE)");
        Servers.execute("GRANT SELECT, INSERT ON effect TO '"
                + Servers.database().orderAccount().user() + "'@'%'");
        topic = Servers.newTopic();
        received = Recorder.judging(GroupsTest::judge);
        consumer = Node.on(topic)
                .as(Servers.database().logisticsAccount())
                .group(Servers.newGroup())
                .build()
                .consuming(received);
        toMySql = FaultyLink.to(Servers.database().port());
        node = Node.on(topic)
                .mySqlThrough(toMySql.port())
                .grouping(LIMITS)
                .build()
                .producing();
        await().atMost(PATIENCE).until(() -> node.isConnected() && consumer.isReceiving());
        // Warm: what the first ones take says nothing of a delay.
        for (int i = 0; i < 20; i++) {
            Sent.together(20);
        }
    }

    @AfterAll
    static void close() {
        node.close();
        consumer.close();
        toMySql.close();
    }

    private static Verdict judge(Delivery delivery) {
        String key = delivery.key().orElse("");
        if (PARKED.contains(key)) {
            return new Verdict.Park("test", key);
        }
        return RETRIED.remove(key) ? new Verdict.Retry("once more") : Verdict.DONE;
    }

    @Test
    void eachIsToldItsOwnAndDeliveredByItself() {
        Sent sent = Sent.together(20);

        assertThat(sent.outcomes()).allSatisfy(one -> assertThat(one).isInstanceOf(Committed.class));
        for (int i = 0; i < 20; i++) {
            TransactionOutcome<Void> outcome = sent.outcome(i);
            Delivery delivery = awaitDelivery(sent.keys.get(i));
            assertThat(delivery.attemptId()).contains(outcome.attemptId());
            assertThat(delivery.body().toString()).isEqualTo("body of " + sent.keys.get(i));
            assertThat(delivery.properties()).containsEntry("colour", "blue").containsEntry("subject", "1001");
            LedgerEntry entry = entry(outcome.attemptId()).orElseThrow();
            assertThat(entry.outcome()).isEqualTo(Outcome.COMMIT);
            assertThat(entry.messageId()).contains(delivery.messageId());
            assertThat(entry.group()).isPresent();
        }
    }

    @Test
    void aGroupOfOneIsAnAttemptLikeAnyOther() {
        String key = key();

        TransactionOutcome<Void> outcome = send(key, lane()).join();

        assertThat(entry(outcome.attemptId()).orElseThrow().group()).isEmpty();
        assertThat(awaitDelivery(key).properties()).doesNotContainKey("group");
    }

    @Test
    void oneThatFailsTakesNobodyWithItAndHasItsOwnHalfMessageAndRollback() {
        int taken = lane();
        send(key(), taken).join();
        double undone = undone();

        Sent sent = Sent.of(20, 7, taken);

        sent.assertCommittedBut(7);
        assertAloneAndRolledBack(sent.outcome(7));
        assertThat(undone()).isEqualTo(undone);
    }

    @Test
    void oneThatFailsUnforeseenTakesNobodyWithItEither() {
        int taken = lane();
        send(key(), taken).join();
        EFFECTS.blind = true;
        double undone = undone();
        Sent sent;
        try {
            sent = Sent.of(20, 7, taken);
            sent.assertCommittedBut(7);
        } finally {
            EFFECTS.blind = false;
        }

        assertAloneAndRolledBack(sent.outcome(7));
        assertThat(undone()).isGreaterThan(undone);
    }

    @Test
    void workThatIsNotSharedGoesByItself() {
        String key = key();
        int lane = lane();
        List<CompletableFuture<TransactionOutcome<String>>> running = IntStream.range(0, 10)
                .mapToObj(i -> node.messages()
                        .send(message(key + i), transaction -> EFFECTS.of(lane * 1_000 + i)
                                .apply(transaction)
                                .replaceWith("own"))
                        .subscribeAsCompletionStage())
                .toList();

        assertThat(running).allSatisfy(one -> {
            assertThat(one.join()).isEqualTo(new Committed<>(one.join().attemptId(), "own"));
            assertThat(entry(one.join().attemptId()).orElseThrow().group()).isEmpty();
        });
    }

    @Test
    void oneThatWaitsForALockDelaysTheOthersALittle() throws Exception {
        assertThat(leastDelayOfOthers()).isLessThan(NEIGHBOURS_WAIT);
    }

    @Test
    void aLockThatComesBetweenTheLookAndTheWorkDelaysTheOthersALittle() throws Exception {
        EFFECTS.looksAway = true;

        assertThat(leastDelayOfOthers()).isLessThan(NEIGHBOURS_WAIT);
        EFFECTS.looksAway = false;
    }

    @Test
    void aLockThatIsNeverSeenDelaysTheOthersForASecond() throws Exception {
        EFFECTS.blind = true;
        try {
            assertThat(leastDelayOfOthers()).isLessThan(Duration.ofSeconds(1));
        } finally {
            EFFECTS.blind = false;
        }
    }

    /** Of some tries, for the machine has other work: how much longer the others take if one waits for a lock. */
    private static Duration leastDelayOfOthers() throws Exception {
        Duration least = PATIENCE;
        for (int i = 0; i < 4; i++) {
            Duration calm = Sent.together(20).othersTook(-1);
            Duration delay = othersOfALockedOne().minus(calm);
            least = delay.compareTo(least) < 0 ? delay : least;
        }
        return least;
    }

    private static Duration othersOfALockedOne() throws Exception {
        int lane = lane();
        try (Connection admin = Servers.database().openAsAdmin();
                Statement statement = admin.createStatement()) {
            admin.setAutoCommit(false);
            statement.execute("INSERT INTO effect VALUES (RANDOM_BYTES(16), " + lane + ")");

            Sent sent = Sent.of(20, 5, lane);

            sent.assertCommittedBut(5);
            admin.rollback();
            assertThat(sent.outcome(5)).isInstanceOf(Committed.class);
            return sent.othersTook(5);
        }
    }

    private static void assertAloneAndRolledBack(TransactionOutcome<Void> outcome) {
        assertThat(outcome).isInstanceOfSatisfying(RolledBack.class, failed -> assertThat(failed.isDuplicate())
                .isTrue());
        LedgerEntry own = entry(outcome.attemptId()).orElseThrow();
        assertThat(own.outcome()).isEqualTo(Outcome.ROLLBACK);
        assertThat(own.group()).isEmpty();
        assertThat(own.messageId()).isPresent();
    }

    private static double undone() {
        return node.meters().counter("tandem.groups.undone").count();
    }

    @Test
    void mySqlGoneAfterTheCommitIsInDoubtForEachAndThenCommitted() {
        inDoubt(io.tandem.local.fault.Verdict.CUT_AFTER, Outcome.COMMIT);
    }

    @Test
    void mySqlGoneBeforeTheCommitIsInDoubtForEachAndThenRolledBack() {
        inDoubt(io.tandem.local.fault.Verdict.CUT_BEFORE, Outcome.ROLLBACK);
    }

    private void inDoubt(io.tandem.local.fault.Verdict atCommit, Outcome then) {
        AtomicInteger commits = new AtomicInteger();
        toMySql.inspectWith((chunk, length) -> {
            // The second: the first is of the one that begins by itself.
            if (isCommit(chunk, length) && commits.incrementAndGet() == 2) {
                toMySql.inspectWith((next, count) -> io.tandem.local.fault.Verdict.CUT_BEFORE);
                return atCommit;
            }
            return io.tandem.local.fault.Verdict.PASS;
        });
        Sent sent;
        try {
            sent = Sent.together(12);
        } finally {
            toMySql.inspectWith(Inspector.PASS_ALL);
        }
        List<TransactionOutcome<Void>> doubtful =
                sent.outcomes().stream().filter(InDoubt.class::isInstance).toList();
        assertThat(doubtful).hasSizeGreaterThan(1);
        for (TransactionOutcome<Void> one : doubtful) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(entry(one.attemptId()).map(LedgerEntry::outcome))
                            .contains(then));
            assertThat(entry(one.attemptId()).orElseThrow().group()).isPresent();
            assertThat(Servers.number("SELECT COUNT(*) FROM effect WHERE id = ?", (Object)
                            one.attemptId().bytes().getBytes()))
                    .isEqualTo(then == Outcome.COMMIT ? 1 : 0);
        }
        if (then == Outcome.COMMIT) {
            sent.keys.forEach(GroupsTest::awaitDelivery);
        }
    }

    @Test
    void aGroupWhoseProducerDiedIsSettledByTheCheckBackOfAnother() {
        String ownTopic = Servers.newTopic();
        Recorder ownReceived = Recorder.accepting();
        try (FaultyLink dying = FaultyLink.to(Servers.rocketMq().grpcPort());
                Node first = Node.on(ownTopic)
                        .rocketMqThrough(dying.port())
                        .grouping(LIMITS)
                        .build()
                        .producing();
                Node listening =
                        Node.on(ownTopic).group(Servers.newGroup()).build().consuming(ownReceived)) {
            await().atMost(PATIENCE).until(() -> first.isConnected() && listening.isReceiving());
            List<String> keys = IntStream.range(0, 10).mapToObj(i -> key()).toList();
            List<CompletableFuture<TransactionOutcome<Void>>> running = new ArrayList<>();
            CompletableFuture<?> alone = send(first, key(), lane());
            // Cut when the group has sent its COMMIT: its half message is not committed by this producer.
            EFFECTS.afterWrite = dying::cut;
            keys.forEach(key -> running.add(send(first, key, lane())));
            assertThat(alone.join()).isInstanceOf(Committed.class);
            assertThat(running).allSatisfy(one -> assertThat(one.join()).isInstanceOf(Committed.class));

            try (Node second = Node.on(ownTopic).grouping(LIMITS).build().producing()) {
                await().atMost(PATIENCE).until(second::isConnected);
                keys.forEach(key -> await().atMost(PATIENCE)
                        .until(() -> !ownReceived.of(key).isEmpty()));
            }
        }
    }

    @Test
    void membersAreParkedAndTriedAgainEachByItself() {
        List<String> keys = IntStream.range(0, 8).mapToObj(i -> key()).toList();
        PARKED.add(keys.get(3));
        PARKED.add(keys.get(4));
        RETRIED.add(keys.get(5));

        Sent.all(keys);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(received.of(keys.get(5))).hasSizeGreaterThan(1));
        assertThat(received.of(keys.get(5)).get(1).deliveryAttempt()).isEqualTo(2);
        for (int parked = 3; parked <= 4; parked++) {
            assertThat(Servers.number("SELECT COUNT(*) FROM parked_message WHERE message_key = ?", keys.get(parked)))
                    .isOne();
        }
        assertThat(received.of(keys.get(0)).get(0).messageId())
                .isEqualTo(received.of(keys.get(5)).get(1).messageId());
    }

    @Test
    void whatWaitsIsDoneBeforeTheStop() {
        Node own = Node.on(topic)
                .grouping(new GroupLimits(8, 1, 131_072, 2_048, Duration.ofSeconds(5)))
                .build()
                .producing();
        await().atMost(PATIENCE).until(own::isConnected);
        List<CompletableFuture<TransactionOutcome<Void>>> running = IntStream.range(0, 40)
                .mapToObj(i -> key())
                .map(key -> send(own, key, lane()))
                .toList();

        own.close();

        assertThat(running).allSatisfy(one -> assertThat(one).isCompleted());
        assertThat(running).allSatisfy(one -> assertThat(one.join()).isInstanceOf(Committed.class));
    }

    /** Several that were sent at once, behind one that began by itself. */
    private static final class Sent {

        private final List<String> keys;
        /** The one that began by itself first. */
        private final List<CompletableFuture<TransactionOutcome<Void>>> running = new ArrayList<>();

        private final Map<Integer, Duration> took = new ConcurrentHashMap<>();

        private Sent(List<String> keys) {
            this.keys = keys;
        }

        static Sent together(int count) {
            return of(count, -1, 0).awaitAll();
        }

        static Sent all(List<String> keys) {
            return new Sent(keys).begin(-1, 0).awaitAll();
        }

        /** The one at {@code odd} in that lane. */
        static Sent of(int count, int odd, int lane) {
            return new Sent(IntStream.range(0, count).mapToObj(i -> key()).toList()).begin(odd, lane);
        }

        private Sent begin(int odd, int oddLane) {
            running.add(send(key(), lane()));
            long began = System.nanoTime();
            for (int i = 0; i < keys.size(); i++) {
                int at = i;
                running.add(send(keys.get(i), i == odd ? oddLane : lane())
                        .whenComplete((done, failure) -> took.put(at, Duration.ofNanos(System.nanoTime() - began))));
            }
            return this;
        }

        private Sent awaitAll() {
            outcomes();
            return this;
        }

        List<TransactionOutcome<Void>> outcomes() {
            return running.stream().skip(1).map(CompletableFuture::join).toList();
        }

        TransactionOutcome<Void> outcome(int i) {
            return running.get(i + 1).join();
        }

        void assertCommittedBut(int odd) {
            for (int i = 0; i < keys.size(); i++) {
                if (i != odd) {
                    assertThat(outcome(i)).isInstanceOf(Committed.class);
                }
            }
        }

        Duration othersTook(int odd) {
            return took.entrySet().stream()
                    .filter(one -> one.getKey() != odd)
                    .map(Map.Entry::getValue)
                    .max(Duration::compareTo)
                    .orElseThrow();
        }
    }

    /** Inserts into {@code effect}, in a lane each. */
    private static final class Effects implements SharedWork<Integer> {

        /** Sees no row that is there. */
        private volatile boolean blind;
        /** Sees them only when it is asked again. */
        private volatile boolean looksAway;

        private boolean looked;
        /** Run once, when several have been written and COMMIT is still to come. */
        private volatile Runnable afterWrite;

        @Override
        public Uni<Void> write(SqlConnection transaction, List<Wanted<Integer>> wanted) {
            Tuple values = Tuple.tuple();
            wanted.forEach(one -> values.addValue(one.attempt().bytes()).addInteger(one.what()));
            return transaction
                    .preparedQuery("INSERT INTO effect (id, lane) VALUES (?, ?)" + ", (?, ?)".repeat(wanted.size() - 1))
                    .execute(values)
                    .invoke(done -> wrote(wanted.size()))
                    .replaceWithVoid();
        }

        private void wrote(int count) {
            Runnable then = afterWrite;
            if (count > 1 && then != null) {
                afterWrite = null;
                then.run();
            }
        }

        @Override
        public Uni<Set<Integer>> hopeless(List<Integer> wanted) {
            looked = looksAway && !looked;
            if (blind || looked) {
                return Uni.createFrom().item(Set.of());
            }
            String list = wanted.stream().map(String::valueOf).collect(Collectors.joining(","));
            return node.pool()
                    .withConnection(connection -> connection
                            .query("SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED")
                            .execute()
                            .flatMap(dirty -> connection
                                    .query("SELECT lane FROM effect WHERE lane IN (" + list + ")")
                                    .execute()))
                    .map(rows -> {
                        Set<Integer> taken = new HashSet<>();
                        rows.forEach(row -> taken.add(row.getInteger(0)));
                        return taken;
                    });
        }
    }

    private static CompletableFuture<TransactionOutcome<Void>> send(String key, int lane) {
        return send(node, key, lane);
    }

    private static CompletableFuture<TransactionOutcome<Void>> send(Node on, String key, int lane) {
        return on.messages()
                .send(message(key), EFFECTS.of(lane))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribeAsCompletionStage();
    }

    private static TransactionMessage message(String key) {
        return new TransactionMessage("TEST", key, "1001", Buffer.buffer("body of " + key), Map.of("colour", "blue"));
    }

    private static int lane() {
        return LANES.incrementAndGet();
    }

    private static String key() {
        return "g-" + KEYS.incrementAndGet();
    }

    private static Delivery awaitDelivery(String key) {
        await().atMost(PATIENCE).until(() -> !received.of(key).isEmpty());
        return received.of(key).get(0);
    }

    private static Optional<LedgerEntry> entry(AttemptId id) {
        return new LedgerEntries(node.pool()).find(id).await().atMost(PATIENCE);
    }

    private static boolean isCommit(byte[] chunk, int length) {
        return new String(chunk, 0, length, StandardCharsets.ISO_8859_1).contains("\u0003COMMIT");
    }
}
