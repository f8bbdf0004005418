package io.tandem.group;

import static io.tandem.group.Grouped.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.ledger.DecidedBy;
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
import io.tandem.transaction.TransactionOutcome.Reason;
import io.tandem.transaction.TransactionOutcome.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A group whose connection or process is lost at COMMIT: one decision for all, which each of its callers finds. */
@Tag("servers")
class GroupInDoubtTest {

    private static final int TRIES = 20;

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
        Sent sent = hitAtCommit(InDoubt.class, () -> {
            groups.toMySql.inspectWith((next, count) -> Verdict.CUT_BEFORE);
            return atCommit;
        });

        for (TransactionOutcome<Void> one : sent.outcomes(InDoubt.class)) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            groups.entry(one.attemptId()).map(LedgerEntry::outcome))
                    .contains(then));
            assertThat(groups.entry(one.attemptId()).orElseThrow().group()).isPresent();
            assertThat(effectsOf(one)).isEqualTo(then == Outcome.COMMIT ? 1 : 0);
        }
        return sent;
    }

    /** On a slow machine the group may commit before the one that began by itself, or be undone: then once more. */
    private static Sent hitAtCommit(Class<?> outcome, Supplier<Verdict> fault) {
        for (int tries = 0; tries < TRIES; tries++) {
            AtomicInteger commits = new AtomicInteger();
            groups.toMySql.inspectWith((chunk, length) ->
                    isCommit(chunk, length) && commits.incrementAndGet() == 2 ? fault.get() : Verdict.PASS);
            Sent sent;
            try {
                sent = Sent.together(groups, 12);
            } finally {
                groups.toMySql.inspectWith(Inspector.PASS_ALL);
            }
            if (sent.outcomes(outcome).size() > 1) {
                return sent;
            }
        }
        throw new AssertionError("no group was hit");
    }

    @Test
    void aConnectionLostAtACommitThatTookNoEffectIsARejectionOfWhichEachFindsTheReason() {
        Sent sent = hitAtCommit(Rejected.class, () -> Verdict.CUT_BEFORE);

        List<TransactionOutcome<Void>> rejected = sent.outcomes(Rejected.class);
        assertThat(rejected).allSatisfy(one -> {
            LedgerEntry entry = groups.entry(one.attemptId()).orElseThrow();
            assertThat(entry.outcome()).isEqualTo(Outcome.ROLLBACK);
            assertThat(entry.decidedBy()).isEqualTo(DecidedBy.PRODUCER);
            assertThat(entry.reason()).contains("connection-lost-at-commit");
            assertThat(entry.group().orElseThrow().size()).isEqualTo(rejected.size());
            assertThat(effectsOf(one)).isZero();
        });
    }

    @Test
    void aGroupThatAnotherProcessRolledBackWhileItsLocalTransactionWasLateIsRejectedWhole() {
        String topic = Servers.newTopic();
        Recorder received = Recorder.accepting();
        try (FaultyLink toMySql = FaultyLink.to(Servers.database().port());
                Node late = Node.on(topic)
                        .mySqlThrough(toMySql.port())
                        .with("tandem.mysql.session-timeout", "2m")
                        .with("tandem.mysql.silence-limit", "2m")
                        .with("tandem.rocketmq.local-transaction-limit", "2m")
                        // What it is asked itself it leaves to the other.
                        .with("tandem.rocketmq.fence-after", "1h")
                        .grouping(Grouped.LIMITS)
                        .build()
                        .producing();
                Node asked = Node.on(topic)
                        .with("tandem.rocketmq.fence-after", "1s")
                        .build()
                        .producing();
                Node listening =
                        Node.on(topic).group(Servers.newGroup()).build().consuming(received)) {
            await().atMost(PATIENCE).until(() -> late.isConnected() && asked.isConnected() && listening.isReceiving());
            List<String> keys = Grouped.keys(10);
            CompletableFuture<Void> claimMayPass = new CompletableFuture<>();
            toMySql.inspectWith((chunk, length) -> {
                if (text(chunk, length).contains(keys.get(0))) {
                    claimMayPass.join();
                }
                return Verdict.PASS;
            });
            CompletableFuture<?> alone = groups.send(late, Grouped.message(Grouped.key()), Grouped.lane());
            List<CompletableFuture<TransactionOutcome<Void>>> running = keys.stream()
                    .map(key -> groups.send(late, Grouped.message(key), Grouped.lane()))
                    .toList();
            await().atMost(PATIENCE)
                    .until(() -> running.stream().filter(one -> !one.isDone()).count() == rolledBack(keys));

            claimMayPass.complete(null);

            assertThat(alone.join()).isInstanceOf(Committed.class);
            List<TransactionOutcome<Void>> rejected = running.stream()
                    .map(CompletableFuture::join)
                    .filter(Rejected.class::isInstance)
                    .toList();
            assertThat(rejected).hasSizeGreaterThan(1).allSatisfy(one -> {
                assertThat(one).isEqualTo(new Rejected<>(one.attemptId(), Reason.FENCED));
                LedgerEntry entry = groups.entry(one.attemptId()).orElseThrow();
                assertThat(entry.outcome()).isEqualTo(Outcome.ROLLBACK);
                assertThat(entry.decidedBy()).isEqualTo(DecidedBy.CHECK_BACK);
                assertThat(entry.group().orElseThrow().size()).isEqualTo(rejected.size());
                assertThat(effectsOf(one)).isZero();
                assertThat(received.of(entry.key().orElseThrow())).isEmpty();
            });
        }
    }

    private static long rolledBack(List<String> keys) {
        return keys.stream()
                .filter(key -> Outcome.ROLLBACK
                        .name()
                        .equals(Servers.text("SELECT outcome FROM tx_attempt WHERE message_key = ?", key)))
                .count();
    }

    private static long effectsOf(TransactionOutcome<Void> outcome) {
        return Servers.number("SELECT COUNT(*) FROM effect WHERE id = ?", (Object)
                outcome.attemptId().bytes().getBytes());
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
        return text(chunk, length).contains("\u0003COMMIT");
    }

    private static String text(byte[] chunk, int length) {
        return new String(chunk, 0, length, StandardCharsets.ISO_8859_1);
    }
}
