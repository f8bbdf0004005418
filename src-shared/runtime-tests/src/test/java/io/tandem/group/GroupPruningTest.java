package io.tandem.group;

import static io.tandem.group.Grouped.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.DecidedBy;
import io.tandem.ledger.GroupRows;
import io.tandem.ledger.HalfReceipt;
import io.tandem.ledger.LedgerEntry;
import io.tandem.ledger.LedgerPruning;
import io.tandem.ledger.Outcome;
import io.tandem.ledger.Settlement;
import io.tandem.testing.Servers;
import io.tandem.transaction.TransactionOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rows of a group are forgotten by their age like any other's, the first of them first: it was decided first. */
@Tag("servers")
class GroupPruningTest {

    private static final Duration KEEP = Duration.ofDays(7);
    private static final Duration BROKER_RETENTION = Duration.ofDays(3);

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
    void aGroupThatIsOldEnoughGoesWhole() {
        List<AttemptId> group = group();
        group.forEach(one -> age(one, KEEP.plusSeconds(1)));

        prune();

        assertThat(group).allSatisfy(one -> assertThat(groups.entry(one)).isEmpty());
    }

    @Test
    void aGroupThatTheBrokerCanStillAskForStaysWhole() {
        List<AttemptId> group = group();
        group.forEach(one -> age(one, BROKER_RETENTION.plusSeconds(1)));

        prune();

        assertThat(settle(group)).isEqualTo(new Settlement.Decided(Outcome.COMMIT));
        assertThat(group).allSatisfy(one -> assertThat(
                        groups.entry(one).flatMap(LedgerEntry::group).map(LedgerEntry.Group::first))
                .contains(group.get(0)));
    }

    @Test
    void whereTheAgeLimitPassesThroughAGroupEachThatIsLeftStillHasItsAnswer() {
        List<AttemptId> group = halfPruned();

        assertThat(groups.entry(group.get(0))).isEmpty();
        assertThat(others(group)).allSatisfy(one -> {
            LedgerEntry entry = groups.entry(one).orElseThrow();
            assertThat(entry.outcome()).isEqualTo(Outcome.COMMIT);
            assertThat(entry.group()).isEmpty();
        });
    }

    /** The broker does not ask so late; if it did, no decision that was told would change. */
    @Test
    void aCheckBackOfAGroupWhoseFirstIsForgottenChangesNoOthersDecision() {
        List<AttemptId> group = halfPruned();

        Settlement settled = settle(group);
        new GroupRows(groups.node.pools().settling())
                .rolledBack(
                        group.stream().map(one -> new Attempt(one, null, null)).toList())
                .await()
                .atMost(PATIENCE);

        assertThat(settled).isEqualTo(new Settlement.Decided(Outcome.ROLLBACK));
        assertThat(others(group)).allSatisfy(one -> assertThat(groups.entry(one).map(LedgerEntry::outcome))
                .contains(Outcome.COMMIT));
    }

    private static List<AttemptId> halfPruned() {
        List<AttemptId> group = group();
        age(group.get(0), KEEP.plusSeconds(1));
        others(group).forEach(one -> age(one, KEEP.minusHours(1)));
        prune();
        return group;
    }

    private static List<AttemptId> others(List<AttemptId> group) {
        return group.subList(1, group.size());
    }

    /** The first first. On a slow machine those that wait may become two groups: the largest. */
    private static List<AttemptId> group() {
        List<AttemptId> sent = Sent.together(groups, 10).outcomes().stream()
                .map(TransactionOutcome::attemptId)
                .toList();
        AttemptId first = sent.stream()
                .flatMap(one -> groups.entry(one).flatMap(LedgerEntry::group).stream())
                .max((one, other) -> Integer.compare(one.size(), other.size()))
                .orElseThrow()
                .first();
        List<AttemptId> group = sent.stream()
                .filter(one -> groups.entry(one)
                        .flatMap(LedgerEntry::group)
                        .filter(of -> of.first().equals(first))
                        .isPresent())
                .sorted((one, other) -> Boolean.compare(other.equals(first), one.equals(first)))
                .toList();
        assertThat(group).hasSizeGreaterThan(1).startsWith(first);
        return group;
    }

    private static void age(AttemptId id, Duration age) {
        Servers.execute(
                "UPDATE tx_attempt SET decided_at = CURRENT_TIMESTAMP(6) - INTERVAL ? SECOND WHERE attempt_id = ?",
                age.toSeconds(),
                id.bytes().getBytes());
    }

    private static void prune() {
        new LedgerPruning(groups.node.pool(), KEEP, BROKER_RETENTION, Clock.systemUTC())
                .prune()
                .await()
                .atMost(PATIENCE);
    }

    private static Settlement settle(List<AttemptId> group) {
        return groups.node
                .ledger()
                .settle(
                        new Attempt(group.get(0), null, null).first(group.size()),
                        DecidedBy.CHECK_BACK,
                        HalfReceipt.ofId(null),
                        "test")
                .await()
                .atMost(PATIENCE);
    }
}
