package io.tandem.console.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.tandem.console.consistency.Repair.Result;
import io.tandem.group.GroupLimits;
import io.tandem.group.SharedWork;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.LedgerEntries;
import io.tandem.ledger.LedgerEntry;
import io.tandem.ledger.Outcome;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.Inspector;
import io.tandem.local.fault.Verdict;
import io.tandem.testing.Node;
import io.tandem.testing.Servers;
import io.tandem.trace.TraceRecord;
import io.tandem.trace.TraceRecords;
import io.tandem.transaction.TransactionMessage;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.InDoubt;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A group in doubt that a person settles before a check-back does: whichever member is pressed, each caller finds an answer. */
@Tag("servers")
class GroupSettledByHandTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static FaultyLink toMySql;
    private static Node node;

    @BeforeAll
    static void connect() {
        toMySql = FaultyLink.to(Servers.database().port());
        node = Node.on(Servers.newTopic())
                .mySqlThrough(toMySql.port())
                .grouping(new GroupLimits(64, 1, 131_072, 2_048, PATIENCE))
                // No check-back decides: the person does.
                .with("tandem.rocketmq.fence-after", "1h")
                .with("tandem.rocketmq.settle-limit", "1s")
                .build()
                .producing();
        await().atMost(PATIENCE).until(node::isConnected);
    }

    @AfterAll
    static void close() {
        node.close();
        toMySql.close();
    }

    /** The first of the group, and any other. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void oneMembersButtonRollsThemAllBackIfTheirCommitNeverArrived(int pressed) {
        List<AttemptId> group = groupInDoubt(Verdict.CUT_BEFORE);
        assertThat(group).allSatisfy(one -> assertThat(entries(one)).isEmpty());

        List<Repair> repairs = settle(group.get(pressed));

        assertThat(repairs).extracting(Repair::result).containsExactly(Result.ROLLED_BACK);
        assertOutcomes(group, Outcome.ROLLBACK);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void oneMembersButtonFindsThemCommittedIfTheirCommitTookEffect(int pressed) {
        List<AttemptId> group = groupInDoubt(Verdict.CUT_AFTER);

        List<Repair> repairs = settle(group.get(pressed));

        assertThat(repairs).extracting(Repair::result).containsExactly(Result.COMMITTED);
        assertOutcomes(group, Outcome.COMMIT);
    }

    private static List<Repair> settle(AttemptId attempt) {
        return repairs().settle("operator", List.of(attempt)).await().atMost(PATIENCE);
    }

    private static void assertOutcomes(List<AttemptId> group, Outcome outcome) {
        assertThat(group).allSatisfy(one -> assertThat(entries(one))
                .extracting(LedgerEntry::outcome)
                .containsExactly(outcome));
    }

    /** On a slow machine the second to commit may be alone: then once more. */
    private static List<AttemptId> groupInDoubt(Verdict atCommit) {
        for (int tries = 0; tries < 20; tries++) {
            List<AttemptId> doubtful = secondInDoubt(atCommit);
            if (doubtful.size() > 1) {
                await().atMost(PATIENCE)
                        .until(() -> doubtful.stream().allMatch(GroupSettledByHandTest::isKnownInDoubt));
                return doubtful;
            }
        }
        throw new AssertionError("no group came to be in doubt");
    }

    /** MySQL goes away at the COMMIT of those that waited for the first. */
    private static List<AttemptId> secondInDoubt(Verdict atCommit) {
        AtomicInteger commits = new AtomicInteger();
        toMySql.inspectWith((chunk, length) -> {
            if (isCommit(chunk, length) && commits.incrementAndGet() == 2) {
                toMySql.inspectWith((next, count) -> Verdict.CUT_BEFORE);
                return atCommit;
            }
            return Verdict.PASS;
        });
        try {
            List<CompletableFuture<TransactionOutcome<Void>>> running = IntStream.range(0, 10)
                    .mapToObj(GroupSettledByHandTest::send)
                    .toList();
            return running.stream()
                    .map(CompletableFuture::join)
                    .filter(InDoubt.class::isInstance)
                    .map(TransactionOutcome::attemptId)
                    .toList();
        } finally {
            toMySql.inspectWith(Inspector.PASS_ALL);
        }
    }

    private static CompletableFuture<TransactionOutcome<Void>> send(int number) {
        return node.messages()
                .send(
                        new TransactionMessage("TEST", "by-hand-" + number, null, Buffer.buffer("body"), Map.of()),
                        NOTHING.of(number))
                .subscribeAsCompletionStage();
    }

    private static final SharedWork<Integer> NOTHING = new SharedWork<>() {
        @Override
        public Uni<Void> write(SqlConnection transaction, List<Wanted<Integer>> wanted) {
            return transaction.query("DO 1").execute().replaceWithVoid();
        }

        @Override
        public Uni<Set<Integer>> hopeless(List<Integer> wanted) {
            return Uni.createFrom().item(Set.of());
        }
    };

    /** As far as settling goes, which looks at no business row. */
    private static Repairs repairs() {
        return new Repairs(
                node.pool(),
                node.ledger(),
                null,
                null,
                null,
                null,
                new TraceRecords(node.pool()),
                new OperatorActions(node.pool()),
                Clock.systemUTC());
    }

    private static boolean isKnownInDoubt(AttemptId attempt) {
        return new TraceRecords(node.pool())
                .of(List.of(attempt)).await().atMost(PATIENCE).stream().anyMatch(TraceRecord::isInDoubt);
    }

    private static List<LedgerEntry> entries(AttemptId attempt) {
        return new LedgerEntries(node.pool())
                .find(attempt).await().atMost(PATIENCE).stream().toList();
    }

    private static boolean isCommit(byte[] chunk, int length) {
        return new String(chunk, 0, length, StandardCharsets.ISO_8859_1).contains("\u0003COMMIT");
    }
}
