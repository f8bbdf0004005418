package io.tandem.group;

import static io.tandem.group.Grouped.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.ledger.LedgerEntry;
import io.tandem.ledger.Outcome;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.Inspector;
import io.tandem.local.fault.Verdict;
import io.tandem.testing.Node;
import io.tandem.testing.Recorder;
import io.tandem.testing.Servers;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.Committed;
import io.tandem.transaction.TransactionOutcome.InDoubt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A group whose connection or process is lost at COMMIT: one decision for all, which each of its callers finds. */
@Tag("servers")
class GroupInDoubtTest {

    private static Grouped groups;

    @BeforeAll
    static void connect() {
        groups = Grouped.connect();
    }

    @AfterAll
    static void close() {
        groups.close();
    }

    @Test
    void mySqlGoneAfterTheCommitIsInDoubtForEachAndThenCommitted() {
        Sent sent = inDoubt(Verdict.CUT_AFTER, Outcome.COMMIT);

        sent.keys.forEach(groups::awaitDelivery);
    }

    @Test
    void mySqlGoneBeforeTheCommitIsInDoubtForEachAndThenRolledBack() {
        inDoubt(Verdict.CUT_BEFORE, Outcome.ROLLBACK);
    }

    private static Sent inDoubt(Verdict atCommit, Outcome then) {
        AtomicInteger commits = new AtomicInteger();
        groups.toMySql.inspectWith((chunk, length) -> {
            // The second: the first is of the one that begins by itself.
            if (isCommit(chunk, length) && commits.incrementAndGet() == 2) {
                groups.toMySql.inspectWith((next, count) -> Verdict.CUT_BEFORE);
                return atCommit;
            }
            return Verdict.PASS;
        });
        Sent sent;
        try {
            sent = Sent.together(groups, 12);
        } finally {
            groups.toMySql.inspectWith(Inspector.PASS_ALL);
        }
        List<TransactionOutcome<Void>> doubtful =
                sent.outcomes().stream().filter(InDoubt.class::isInstance).toList();
        assertThat(doubtful).hasSizeGreaterThan(1);
        for (TransactionOutcome<Void> one : doubtful) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            groups.entry(one.attemptId()).map(LedgerEntry::outcome))
                    .contains(then));
            assertThat(groups.entry(one.attemptId()).orElseThrow().group()).isPresent();
            assertThat(Servers.number("SELECT COUNT(*) FROM effect WHERE id = ?", (Object)
                            one.attemptId().bytes().getBytes()))
                    .isEqualTo(then == Outcome.COMMIT ? 1 : 0);
        }
        return sent;
    }

    @Test
    void aGroupWhoseProducerDiedIsSettledByTheCheckBackOfAnother() {
        String topic = Servers.newTopic();
        Recorder received = Recorder.accepting();
        try (FaultyLink dying = FaultyLink.to(Servers.rocketMq().grpcPort());
                Node first = Node.on(topic)
                        .rocketMqThrough(dying.port())
                        .grouping(Grouped.LIMITS)
                        .build()
                        .producing();
                Node listening =
                        Node.on(topic).group(Servers.newGroup()).build().consuming(received)) {
            await().atMost(PATIENCE).until(() -> first.isConnected() && listening.isReceiving());
            List<String> keys = Grouped.keys(10);
            CompletableFuture<?> alone = groups.send(first, Grouped.message(Grouped.key()), Grouped.lane());
            // Cut when the group has sent its COMMIT: its half message is not committed by this producer.
            groups.effects.afterWrite = dying::cut;
            List<CompletableFuture<TransactionOutcome<Void>>> running = keys.stream()
                    .map(key -> groups.send(first, Grouped.message(key), Grouped.lane()))
                    .toList();
            assertThat(alone.join()).isInstanceOf(Committed.class);
            assertThat(running).allSatisfy(one -> assertThat(one.join()).isInstanceOf(Committed.class));

            try (Node second = Node.on(topic).grouping(Grouped.LIMITS).build().producing()) {
                await().atMost(PATIENCE).until(second::isConnected);
                keys.forEach(key ->
                        await().atMost(PATIENCE).until(() -> !received.of(key).isEmpty()));
            }
        }
    }

    private static boolean isCommit(byte[] chunk, int length) {
        return new String(chunk, 0, length, StandardCharsets.ISO_8859_1).contains("\u0003COMMIT");
    }
}
