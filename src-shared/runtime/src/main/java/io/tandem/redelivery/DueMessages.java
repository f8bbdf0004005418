package io.tandem.redelivery;

import io.smallrye.mutiny.Uni;
import io.tandem.consumer.ParkedMessage;
import io.tandem.consumer.ParkedMessageReview;
import io.tandem.ledger.AttemptId;
import io.tandem.mysql.NeededTable;
import io.tandem.transaction.MessageProperties;
import io.tandem.transaction.OutgoingMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Deals out what is due, to each process something else: rows that another has locked are passed over, and a row that was taken is
 * due again only after its back-off. A process that dies after taking some has thereby put them off, not lost them.
 */
final class DueMessages {

    private static final String TAKE = """
            SELECT attempt_id, parked_id, times FROM redelivery WHERE due_at <= CURRENT_TIMESTAMP(6)
            ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED""";

    private static final String LISTED =
            "attempt_id IN (SELECT UUID_TO_BIN(id) FROM JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS listed)";

    private static final String CLOSE = "DELETE FROM redelivery WHERE " + LISTED;

    private static final String PUT_OFF = """
            UPDATE redelivery SET due_at = CURRENT_TIMESTAMP(6) + INTERVAL LEAST(? * POW(2, LEAST(times, 30)), ?) SECOND,
                times = times + 1
            WHERE\s""" + LISTED;

    static final NeededTable TABLE = NeededTable.written("redelivery", "attempt_id, due_at");

    private final Pool pool;
    private final Effects effects;
    private final ParkedMessageReview parked;
    private final Duration firstBackOff;
    private final Duration longestBackOff;

    DueMessages(
            Pool pool, Effects effects, ParkedMessageReview parked, Duration firstBackOff, Duration longestBackOff) {
        this.pool = pool;
        this.effects = effects;
        this.parked = parked;
        this.firstBackOff = firstBackOff;
        this.longestBackOff = longestBackOff;
    }

    private record Taken(AttemptId attempt, Optional<Long> parkedId, int times) {}

    /** What was taken, and whether there was more than that. */
    record Batch(List<DueMessage> messages, boolean more) {}

    /** At most so many. Fails as MySQL fails; then none was taken. */
    Uni<Batch> take(int limit) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(TAKE)
                .execute(Tuple.of(limit))
                .map(DueMessages::taken)
                .flatMap(taken -> open(transaction, taken).map(due -> new Batch(due, taken.size() == limit))));
    }

    private Uni<List<DueMessage>> open(SqlConnection transaction, List<Taken> taken) {
        List<AttemptId> ids = taken.stream().map(Taken::attempt).toList();
        return effects.toPublish(ids)
                .call(missing -> close(transaction, ids, missing))
                .call(missing -> putOff(transaction, missing))
                .flatMap(effects::rebuild)
                .flatMap(rebuilt -> bodies(transaction, taken).map(bodies -> due(taken, rebuilt, bodies)));
    }

    /** What arrived meanwhile, what is parked, and what no business row stands behind: none of these may be sent. */
    private static Uni<Void> close(SqlConnection transaction, List<AttemptId> ids, Set<AttemptId> missing) {
        Set<AttemptId> closed = new HashSet<>(ids);
        closed.removeAll(missing);
        return closed.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(CLOSE)
                        .execute(Tuple.of(AttemptId.json(closed)))
                        .replaceWithVoid();
    }

    private Uni<Void> putOff(SqlConnection transaction, Collection<AttemptId> missing) {
        return missing.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(PUT_OFF)
                        .execute(Tuple.of(seconds(firstBackOff), seconds(longestBackOff), AttemptId.json(missing)))
                        .replaceWithVoid();
    }

    private Uni<Map<Long, ParkedMessage>> bodies(SqlConnection transaction, List<Taken> taken) {
        List<Long> parkedIds =
                taken.stream().flatMap(one -> one.parkedId().stream()).toList();
        return parked.find(transaction, parkedIds);
    }

    private static List<DueMessage> due(
            List<Taken> taken, Map<AttemptId, OutgoingMessage> rebuilt, Map<Long, ParkedMessage> bodies) {
        return taken.stream()
                .filter(one -> rebuilt.containsKey(one.attempt()))
                .map(one -> new DueMessage(
                        one.parkedId()
                                .map(bodies::get)
                                .filter(Objects::nonNull)
                                // A group's that its consumer did not know: the others were found missing by
                                // themselves.
                                .filter(body -> !new JsonObject(body.properties()).containsKey(MessageProperties.GROUP))
                                .map(body -> asItWas(rebuilt.get(one.attempt()), body))
                                .orElse(rebuilt.get(one.attempt())),
                        one.times()))
                .toList();
    }

    /** To where the message belongs, with the tag and the body that came. */
    private static OutgoingMessage asItWas(OutgoingMessage message, ParkedMessage parked) {
        return new OutgoingMessage(
                message.topic(), parked.tag().orElse(null), message.attempt(), parked.body(), message.properties());
    }

    private static List<Taken> taken(RowSet<Row> rows) {
        List<Taken> taken = new ArrayList<>(rows.size());
        rows.forEach(row -> taken.add(new Taken(
                AttemptId.of(row.get(Buffer.class, "attempt_id")),
                Optional.ofNullable(row.getLong("parked_id")),
                row.getInteger("times"))));
        return taken;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
