package io.tandem.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.DecidedBy;
import io.tandem.ledger.GroupRows;
import io.tandem.ledger.HalfReceipt;
import io.tandem.observation.AttemptListener;
import io.tandem.testing.Node;
import io.tandem.testing.Servers;
import io.tandem.transaction.Conclusion;
import io.tandem.transaction.HalfMessage;
import io.tandem.transaction.HalfMessages;
import io.tandem.transaction.LocalTransactions;
import io.tandem.transaction.OutgoingMessage;
import io.tandem.transaction.TransactionMessage;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.Committed;
import io.tandem.transaction.TransactionOutcome.Reason;
import io.tandem.transaction.TransactionOutcome.Rejected;
import io.tandem.transaction.TransactionalProducer;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which attempts go together, and what becomes of those that wait; the ledger is real, the broker is not. */
@Tag("servers")
class GroupsQueueTest {

    private static final Duration LONG = Duration.ofSeconds(5);
    private static final GroupLimits LIMITS = new GroupLimits(64, 1, 131_072, 2_048, LONG);

    private static Node node;

    private final List<OutgoingMessage> sent = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void connect() {
        node = Node.on("NO_TOPIC").build();
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void whatWaitsGoesTogether() {
        Groups groups = groups(LIMITS, this::stored);

        run(groups, keys(30)).forEach(GroupsQueueTest::assertCommitted);

        assertThat(sent.get(0).members()).isEmpty();
        assertThat(sent).anySatisfy(message -> assertThat(message.members()).hasSizeGreaterThan(1));
    }

    @Test
    void membersComeInTheOrderOfTheirKeysAndNoKeyTwice() {
        Groups groups = groups(LIMITS, this::stored);

        run(groups, List.of("a", "d", "c", "b", "c", "c")).forEach(GroupsQueueTest::assertCommitted);

        assertThat(sent)
                .allSatisfy(message -> assertThat(message.keys()).isSorted().doesNotHaveDuplicates());
    }

    /** One turn for each would take longer than they may wait. */
    @Test
    void thoseWithoutHopeTakeOneTurn() {
        Groups groups = groups(LIMITS, message -> sent.isEmpty() ? stored(message) : hanging(message));
        Set<String> written = ConcurrentHashMap.newKeySet();
        SharedWork<String> once = new SharedWork<>() {
            @Override
            public Uni<Void> write(SqlConnection transaction, List<Wanted<String>> wanted) {
                wanted.forEach(one -> written.add(one.what()));
                return Uni.createFrom().voidItem();
            }

            @Override
            public Uni<Set<String>> hopeless(List<String> wanted) {
                return Uni.createFrom().item(Set.copyOf(written));
            }
        };

        List<CompletableFuture<Conclusion<Void>>> running = IntStream.range(0, 64)
                .mapToObj(i -> run(groups, once, "tag", "the same"))
                .toList();

        await().atMost(LONG.multipliedBy(6)).until(() -> sent.size() == running.size());
        assertCommitted(running.get(0));
        assertThat(running.subList(1, running.size())).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void oneMessageHasOneTag() {
        Groups groups = groups(LIMITS, this::stored);
        List<CompletableFuture<Conclusion<Void>>> running = IntStream.range(0, 10)
                .mapToObj(i -> run(groups, "tag-" + i % 2, "key-" + i))
                .toList();

        running.forEach(GroupsQueueTest::assertCommitted);

        assertThat(sent).allSatisfy(message -> assertThat(message.members())
                .allSatisfy(member -> assertThat(member.tag()).isEqualTo(message.tag())));
    }

    @Test
    void aGroupIsBoundedByBytes() {
        Groups groups = groups(new GroupLimits(64, 1, 3_000, 2_048, LONG), this::stored);

        run(groups, keys(40)).forEach(GroupsQueueTest::assertCommitted);

        assertThat(sent)
                .allSatisfy(message -> assertThat(message.body().length()).isLessThan(3_000));
        assertThat(sent).hasSizeGreaterThan(5);
    }

    @Test
    void aGroupIsBoundedByNumber() {
        Groups groups = groups(new GroupLimits(4, 1, 131_072, 2_048, LONG), this::stored);

        run(groups, keys(40)).forEach(GroupsQueueTest::assertCommitted);

        assertThat(sent).allSatisfy(message -> assertThat(message.members()).hasSizeLessThanOrEqualTo(4));
    }

    /** Each comes while the one before is sent, and the rest while the third is: no slot can become free meanwhile. */
    @Test
    void eachFreeSlotIsTakenAtOnceByOneAloneAndTheRestWaitsForCompany() {
        Deque<String> coming = new ArrayDeque<>(keys(8));
        List<CompletableFuture<Conclusion<Void>>> running = new ArrayList<>();
        AtomicReference<Groups> groups = new AtomicReference<>();
        groups.set(groups(new GroupLimits(64, 3, 131_072, 2_048, LONG), message -> {
            Uni<HalfMessage> half = stored(message);
            for (int now = sent.size() < 3 ? 1 : coming.size(); now > 0; now--) {
                running.add(run(groups.get(), "tag", coming.remove()));
            }
            return half;
        }));

        running.add(run(groups.get(), "tag", coming.remove()));

        assertThat(running).hasSize(8).allSatisfy(GroupsQueueTest::assertCommitted);
        assertThat(sent.subList(0, 3))
                .allSatisfy(alone -> assertThat(alone.members()).isEmpty());
        assertThat(sent.get(3).members()).hasSize(5);
        assertThat(sent).hasSize(4);
    }

    @Test
    void aSendThatHangsHoldsUpItsOwnOnly() {
        Groups groups = groups(LIMITS, message -> sent.isEmpty() ? hanging(message) : stored(message));
        List<CompletableFuture<Conclusion<Void>>> running = run(groups, keys(20));

        running.subList(1, 20).forEach(GroupsQueueTest::assertCommitted);

        assertThat(running.get(0)).isNotDone();
    }

    @Test
    void whatHasWaitedTooLongIsRefused() {
        Groups groups = groups(
                new GroupLimits(64, 1, 131_072, 2_048, Duration.ofMillis(20)),
                message -> sent.isEmpty() ? hanging(message) : stored(message));

        List<CompletableFuture<Conclusion<Void>>> running = run(groups, keys(20));

        assertThat(running.subList(1, 20)).allSatisfy(one -> assertThat(join(one))
                .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(Reason.OVERLOADED)));
        assertCommitted(run(groups, List.of("later")).get(0));
    }

    @Test
    void anExceptionNobodyExpectedNeitherHangsCallersNorKeepsTheSlot() {
        Groups groups = groups(LIMITS, message -> {
            if (!message.members().isEmpty()) {
                throw new IllegalStateException("unexpected");
            }
            return stored(message);
        });

        List<CompletableFuture<Conclusion<Void>>> running = run(groups, keys(20));

        List<Throwable> unexpected = running.stream()
                .map(one -> catchThrowable(() -> one.get(30, TimeUnit.SECONDS)))
                .filter(Objects::nonNull)
                .toList();
        assertThat(unexpected).isNotEmpty().allSatisfy(one -> assertThat(one).hasRootCauseMessage("unexpected"));
        assertCommitted(run(groups, List.of("later")).get(0));
    }

    @Test
    void aGroupThatWasCheckedBackBeforeItsCommitIsFencedWhole() {
        Groups groups = groups(LIMITS, message -> node.ledger()
                .settle(message.attempt(), DecidedBy.CHECK_BACK, HalfReceipt.ofId("m"), "first")
                .flatMap(settled -> stored(message)));

        List<CompletableFuture<Conclusion<Void>>> running = run(groups, keys(10));

        assertThat(running).allSatisfy(one -> {
            TransactionOutcome<Void> outcome = join(one);
            assertThat(outcome).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                    .isEqualTo(Reason.FENCED));
            assertThat(Servers.number(
                            "SELECT COUNT(*) FROM tx_attempt WHERE attempt_id = ? AND outcome = 'COMMIT'",
                            (Object) outcome.attemptId().bytes().getBytes()))
                    .isZero();
        });
        assertThat(sent).anySatisfy(message -> assertThat(message.members()).hasSizeGreaterThan(1));
    }

    @Test
    void theBrokerIsToldOnceForAll() {
        Groups groups = groups(LIMITS, this::stored);

        List<CompletableFuture<Conclusion<Void>>> running = run(groups, keys(20));
        running.forEach(one -> one.join().tell().await().atMost(LONG));

        assertThat(told).hasSameSizeAs(sent);
    }

    private final List<String> told = new CopyOnWriteArrayList<>();

    private Uni<HalfMessage> stored(OutgoingMessage message) {
        sent.add(message);
        return Uni.createFrom().item(new Half(message.attempt().id().toString()));
    }

    private Uni<HalfMessage> hanging(OutgoingMessage message) {
        sent.add(message);
        return Uni.createFrom().nothing();
    }

    private final class Half implements HalfMessage {

        private final String id;

        Half(String id) {
            this.id = id;
        }

        @Override
        public HalfReceipt receipt() {
            return HalfReceipt.ofId(id);
        }

        @Override
        public Uni<Void> commit() {
            return Uni.createFrom().voidItem().invoke(() -> told.add(id));
        }

        @Override
        public Uni<Void> rollback() {
            return commit();
        }
    }

    private static Groups groups(GroupLimits limits, Function<OutgoingMessage, Uni<HalfMessage>> send) {
        HalfMessages messages = new HalfMessages() {
            @Override
            public Uni<HalfMessage> send(OutgoingMessage message) {
                return send.apply(message);
            }

            @Override
            public boolean isConnected() {
                return true;
            }
        };
        LocalTransactions transactions = new LocalTransactions(node.transactions(), node.ledger(), LONG);
        return new Groups(
                new TransactionalProducer(messages, transactions, node.ledger(), LONG),
                node.transactions(),
                new GroupRows(node.pools().settling()),
                limits,
                new AttemptListener() {});
    }

    private static List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "key-" + i).toList();
    }

    private static List<CompletableFuture<Conclusion<Void>>> run(Groups groups, List<String> keys) {
        List<CompletableFuture<Conclusion<Void>>> running = new ArrayList<>();
        keys.forEach(key -> running.add(run(groups, "tag", key)));
        return running;
    }

    private static CompletableFuture<Conclusion<Void>> run(Groups groups, String tag, String key) {
        return run(groups, NOTHING, tag, key);
    }

    private static CompletableFuture<Conclusion<Void>> run(
            Groups groups, SharedWork<String> work, String tag, String key) {
        Function<AttemptId, OutgoingMessage> message =
                attempt -> new TransactionMessage(tag, key, null, Buffer.buffer("body"), Map.of()).to("TOPIC", attempt);
        return groups.run(message, work.of(key)).subscribeAsCompletionStage();
    }

    private static final SharedWork<String> NOTHING = new SharedWork<>() {
        @Override
        public Uni<Void> write(SqlConnection transaction, List<Wanted<String>> wanted) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Set<String>> hopeless(List<String> wanted) {
            return Uni.createFrom().item(Set.of());
        }
    };

    private static TransactionOutcome<Void> join(CompletableFuture<Conclusion<Void>> one) {
        return one.orTimeout(30, TimeUnit.SECONDS).join().outcome();
    }

    private static void assertCommitted(CompletableFuture<Conclusion<Void>> one) {
        assertThat(join(one)).isInstanceOf(Committed.class);
    }
}
