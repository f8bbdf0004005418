package io.tandem.group;

import static io.tandem.group.Grouped.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.consumer.Delivery;
import io.tandem.consumer.Verdict;
import io.tandem.ledger.LedgerEntry;
import io.tandem.ledger.Outcome;
import io.tandem.testing.Node;
import io.tandem.testing.Recorder;
import io.tandem.testing.Servers;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.Committed;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attempts that share a half message and a local transaction: to each caller and each handler as if each had gone alone. */
@Tag("servers")
class GroupMembersTest {

    private static final Set<String> PARKED = ConcurrentHashMap.newKeySet();
    private static final Set<String> RETRIED = ConcurrentHashMap.newKeySet();

    private static Grouped groups;

    @BeforeAll
    static void connect() {
        groups = Grouped.judging(Recorder.judging(GroupMembersTest::judge));
    }

    @AfterAll
    static void close() {
        groups.close();
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
        Sent sent = Sent.together(groups, 20);

        assertThat(sent.outcomes()).allSatisfy(one -> assertThat(one).isInstanceOf(Committed.class));
        for (int i = 0; i < 20; i++) {
            TransactionOutcome<Void> outcome = sent.outcome(i);
            Delivery delivery = groups.awaitDelivery(sent.keys.get(i));
            assertThat(delivery.attemptId()).contains(outcome.attemptId());
            assertThat(delivery.body().toString()).isEqualTo("body of " + sent.keys.get(i));
            assertThat(delivery.properties()).containsEntry("colour", "blue").containsEntry("subject", "1001");
            LedgerEntry entry = groups.entry(outcome.attemptId()).orElseThrow();
            assertThat(entry.outcome()).isEqualTo(Outcome.COMMIT);
            assertThat(entry.messageId()).contains(delivery.messageId());
            assertThat(entry.group()).isPresent();
        }
    }

    @Test
    void aGroupOfOneIsAnAttemptLikeAnyOther() {
        String key = Grouped.key();

        TransactionOutcome<Void> outcome = groups.send(key, Grouped.lane()).join();

        assertThat(groups.entry(outcome.attemptId()).orElseThrow().group()).isEmpty();
        assertThat(groups.awaitDelivery(key).properties()).doesNotContainKey("group");
    }

    @Test
    void workThatIsNotSharedGoesByItself() {
        String key = Grouped.key();
        int lane = Grouped.lane();
        List<CompletableFuture<TransactionOutcome<String>>> running = IntStream.range(0, 10)
                .mapToObj(i -> groups.node
                        .messages()
                        .send(Grouped.message(key + i), transaction -> groups.effects
                                .of(lane * 1_000 + i)
                                .apply(transaction)
                                .replaceWith("own"))
                        .subscribeAsCompletionStage())
                .toList();

        assertThat(running).allSatisfy(one -> {
            assertThat(one.join()).isEqualTo(new Committed<>(one.join().attemptId(), "own"));
            assertThat(groups.entry(one.join().attemptId()).orElseThrow().group())
                    .isEmpty();
        });
    }

    @Test
    void membersAreParkedAndTriedAgainEachByItself() {
        List<String> keys = Grouped.keys(8);
        PARKED.add(keys.get(3));
        PARKED.add(keys.get(4));
        RETRIED.add(keys.get(5));

        Sent.all(groups, keys);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(groups.received.of(keys.get(5))).hasSizeGreaterThan(1));
        assertThat(groups.received.of(keys.get(5)).get(1).deliveryAttempt()).isEqualTo(2);
        for (int parked = 3; parked <= 4; parked++) {
            assertThat(Servers.number("SELECT COUNT(*) FROM parked_message WHERE message_key = ?", keys.get(parked)))
                    .isOne();
        }
        assertThat(groups.received.of(keys.get(0)).get(0).messageId())
                .isEqualTo(groups.received.of(keys.get(5)).get(1).messageId());
    }

    @Test
    void whatWaitsIsDoneBeforeTheStop() {
        Node own = Node.on(groups.topic)
                .grouping(new GroupLimits(8, 1, 131_072, 2_048, PATIENCE))
                .build()
                .producing();
        await().atMost(PATIENCE).until(own::isConnected);
        List<CompletableFuture<TransactionOutcome<Void>>> running = Grouped.keys(40).stream()
                .map(key -> groups.send(own, Grouped.message(key), Grouped.lane()))
                .toList();

        own.close();

        assertThat(running).allSatisfy(one -> assertThat(one).isCompleted());
        assertThat(running).allSatisfy(one -> assertThat(one.join()).isInstanceOf(Committed.class));
    }
}
