package io.tandem.redelivery;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.testing.Servers;
import io.tandem.transaction.OutgoingMessage;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A service's business rows, in memory, with their attempts in the real ledger. */
final class Receipts implements CommittedMessages {

    private final String topic;
    private final Map<AttemptId, String> rows = new ConcurrentHashMap<>();
    private final Set<AttemptId> arrived = ConcurrentHashMap.newKeySet();
    private volatile boolean away;

    Receipts(String topic) {
        this.topic = topic;
    }

    /** A committed attempt with its row, decided so many seconds ago by MySQL's clock. */
    AttemptId committed(AttemptId id, String receipt, long secondsAgo) {
        decided(id, "COMMIT", secondsAgo);
        return written(id, receipt);
    }

    /** Committed attempts whose ledger rows name the first of them. */
    List<AttemptId> committedGroup(List<String> receipts, long secondsAgo) {
        List<AttemptId> group = receipts.stream()
                .map(receipt -> committed(AttemptId.next(), receipt, secondsAgo))
                .toList();
        byte[] first = group.get(0).bytes().getBytes();
        Servers.execute("UPDATE tx_attempt SET group_size = ? WHERE attempt_id = ?", group.size(), first);
        group.stream()
                .skip(1)
                .forEach(other -> Servers.execute(
                        "UPDATE tx_attempt SET group_id = ? WHERE attempt_id = ?",
                        first,
                        other.bytes().getBytes()));
        return group;
    }

    /** The row alone. */
    AttemptId written(AttemptId id, String receipt) {
        rows.put(id, receipt);
        return id;
    }

    static AttemptId decided(AttemptId id, String outcome, long secondsAgo) {
        Servers.execute(
                "INSERT INTO tx_attempt (attempt_id, outcome, decided_by, decided_at)"
                        + " VALUES (?, ?, 'LOCAL_TRANSACTION', CURRENT_TIMESTAMP(6) - INTERVAL ? SECOND)",
                id.bytes().getBytes(),
                outcome,
                secondsAgo);
        return id;
    }

    Set<AttemptId> all() {
        return rows.keySet();
    }

    String of(AttemptId id) {
        return rows.get(id);
    }

    void arrive(AttemptId id) {
        arrived.add(id);
    }

    /** As a database that cannot be asked. */
    void setAway(boolean now) {
        away = now;
    }

    OutgoingMessage message(AttemptId id) {
        String receipt = rows.get(id);
        return new OutgoingMessage(
                topic, "GRANTED", new Attempt(id, receipt, null), Buffer.buffer("receipt " + receipt), Map.of());
    }

    @Override
    public Uni<Set<AttemptId>> missing(Collection<AttemptId> committed) {
        if (away) {
            return Uni.createFrom().failure(new IllegalStateException("away"));
        }
        return Uni.createFrom().item(() -> committed.stream()
                .filter(id -> rows.containsKey(id) && !arrived.contains(id))
                .collect(Collectors.toSet()));
    }

    @Override
    public Uni<Map<AttemptId, OutgoingMessage>> rebuild(Collection<AttemptId> attempts) {
        return Uni.createFrom()
                .item(() ->
                        attempts.stream().filter(rows::containsKey).collect(Collectors.toMap(id -> id, this::message)));
    }
}
