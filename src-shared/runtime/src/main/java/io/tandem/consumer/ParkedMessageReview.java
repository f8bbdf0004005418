package io.tandem.consumer;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what is parked, and notes what people decided about it. All fail as MySQL fails. */
public final class ParkedMessageReview {

    private static final String ROWS = """
            SELECT parked_id, consumer_group, topic, message_id, tag, message_key, attempt_id, reason, detail,
                CAST(properties AS CHAR) AS properties, body, delivery_attempt, parked_at, state, resolved_at, resolved_by
            FROM\s""";

    private static final String WAITING = ROWS + "parked_message WHERE state = 'PARKED' ORDER BY parked_id LIMIT ?";

    private static final String WAITING_ATTEMPTS = """
            SELECT attempt_id FROM parked_message WHERE state = 'PARKED' AND attempt_id IS NOT NULL
            ORDER BY parked_id LIMIT ?""";

    /** Of a body that is large, its beginning: these are for lists. With the index that finds few, for the optimizer may take another. */
    private static final String MATCHING = ROWS.replace(" body,", " SUBSTRING(body, 1, 4096) AS body,")
            + "parked_message FORCE INDEX (%s) WHERE state = ? AND parked_id > ?%s ORDER BY parked_id LIMIT ?";

    /** They were parked in the order of their numbers, but for some that were parked at the same time. */
    private static final String WITHIN = """
            \nAND parked_at >= CURRENT_TIMESTAMP(6) - INTERVAL ? SECOND AND parked_id >= (
                SELECT COALESCE(MIN(parked_id), ~0 >> 1) FROM (
                    SELECT parked_id FROM parked_message WHERE parked_at >= CURRENT_TIMESTAMP(6) - INTERVAL ? SECOND
                    ORDER BY parked_at LIMIT 1000) AS first)""";

    private static final String REASONS = "SELECT DISTINCT reason FROM parked_message ORDER BY reason LIMIT 100";

    /** Above it a number tells no more, and to count takes longer than to look. */
    private static final int COUNTED = 100_000;

    private static final String COUNT =
            "SELECT COUNT(*) FROM (SELECT 1 FROM parked_message WHERE state = 'PARKED' LIMIT " + COUNTED
                    + ") AS waiting";

    /** One statement text for any number of attempts, so that it is prepared once. */
    private static final String WANTED = "JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS wanted\n"
            + "STRAIGHT_JOIN parked_message ON parked_message.attempt_id = UUID_TO_BIN(wanted.id)";

    private static final String OF_ATTEMPTS = ROWS + WANTED + " ORDER BY parked_id LIMIT 1000";

    private static final String WAITING_OF = "SELECT DISTINCT attempt_id FROM " + WANTED + " WHERE state = 'PARKED'";

    private static final String BY_ID = ROWS + """
            JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) AS wanted
            STRAIGHT_JOIN parked_message ON parked_message.parked_id = wanted.id""";

    private static final String RESOLVE = """
            UPDATE parked_message SET state = ?, resolved_at = CURRENT_TIMESTAMP(6), resolved_by = ?
            WHERE parked_id = ? AND state = 'PARKED'""";

    private static final String RESTORE = """
            UPDATE parked_message SET state = 'PARKED', resolved_at = NULL, resolved_by = NULL
            WHERE parked_id = ? AND state = 'DISMISSED'""";

    private final Pool pool;

    /**
     * Which parked messages are looked for.
     *
     * @param reason null for any
     * @param key null for any
     * @param within how long ago they were parked at most, by MySQL's clock; null for ever
     * @param after the number of the last one that was seen; 0 for none
     */
    public record Search(ParkedMessage.State state, String reason, String key, Duration within, long after) {}

    public ParkedMessageReview(Pool pool) {
        this.pool = pool;
    }

    /** What is still to be decided about, the oldest first. */
    public Uni<List<ParkedMessage>> waiting(int limit) {
        return pool.preparedQuery(WAITING).execute(Tuple.of(limit)).map(ParkedMessageReview::messages);
    }

    /** Those that match, the oldest first, of each body the first 4,096 bytes. */
    public Uni<List<ParkedMessage>> matching(Search search, int limit) {
        Tuple values = Tuple.of(search.state().name(), search.after());
        StringBuilder conditions = new StringBuilder();
        String index = "parked_message_state";
        if (search.reason() != null) {
            conditions.append(" AND reason = ?");
            values.addString(search.reason());
            index = "parked_message_reason";
        }
        if (search.key() != null) {
            conditions.append(" AND message_key = ?");
            values.addString(search.key());
            index = "parked_message_key";
        }
        if (search.within() != null) {
            conditions.append(WITHIN);
            values.addLong(search.within().toSeconds()).addLong(search.within().toSeconds());
        }
        return pool.preparedQuery(MATCHING.formatted(index, conditions))
                .execute(values.addInteger(limit))
                .map(ParkedMessageReview::messages);
    }

    /** All reasons that messages are parked for, or were. */
    public Uni<List<String>> reasons() {
        return pool.preparedQuery(REASONS).execute().map(rows -> {
            List<String> reasons = new ArrayList<>(rows.size());
            rows.forEach(row -> reasons.add(row.getString(0)));
            return reasons;
        });
    }

    /** The attempts of what is still to be decided about. */
    public Uni<Set<AttemptId>> waitingAttempts(int limit) {
        return pool.preparedQuery(WAITING_ATTEMPTS).execute(Tuple.of(limit)).map(ParkedMessageReview::ids);
    }

    /** How many are still to be decided about; above a hundred thousand, just that. */
    public Uni<Long> countWaiting() {
        return pool.preparedQuery(COUNT)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** All that was parked of those attempts, in the order of parking. */
    public Uni<List<ParkedMessage>> of(Collection<AttemptId> attempts) {
        return pool.preparedQuery(OF_ATTEMPTS)
                .execute(Tuple.of(AttemptId.json(attempts)))
                .map(ParkedMessageReview::messages);
    }

    /** Those of the attempts that have a message that is still to be decided about. */
    public Uni<Set<AttemptId>> waitingOf(Collection<AttemptId> attempts) {
        return pool.preparedQuery(WAITING_OF)
                .execute(Tuple.of(AttemptId.json(attempts)))
                .map(ParkedMessageReview::ids);
    }

    /** By number; those that are not there are left out. */
    public Uni<Map<Long, ParkedMessage>> find(SqlClient client, Collection<Long> parkedIds) {
        if (parkedIds.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        String json = parkedIds.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        return client.preparedQuery(BY_ID).execute(Tuple.of(json)).map(rows -> messages(rows).stream()
                .collect(Collectors.toMap(ParkedMessage::parkedId, Function.identity())));
    }

    /** Notes who decided what; false if it was decided before, or is not there. */
    public Uni<Boolean> resolve(SqlConnection transaction, long parkedId, ParkedMessage.State to, String account) {
        return transaction
                .preparedQuery(RESOLVE)
                .execute(Tuple.of(to.name(), account, parkedId))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Makes a dismissed message one that is to be decided about; false if it is none. */
    public Uni<Boolean> restore(SqlConnection transaction, long parkedId) {
        return transaction.preparedQuery(RESTORE).execute(Tuple.of(parkedId)).map(rows -> rows.rowCount() == 1);
    }

    private static Set<AttemptId> ids(RowSet<Row> rows) {
        Set<AttemptId> ids = new HashSet<>();
        rows.forEach(row -> ids.add(AttemptId.of(row.get(Buffer.class, 0))));
        return ids;
    }

    private static List<ParkedMessage> messages(RowSet<Row> rows) {
        List<ParkedMessage> messages = new ArrayList<>(rows.size());
        rows.forEach(row -> messages.add(message(row)));
        return messages;
    }

    private static ParkedMessage message(Row row) {
        return new ParkedMessage(
                row.getLong("parked_id"),
                row.getString("consumer_group"),
                row.getString("topic"),
                row.getString("message_id"),
                Optional.ofNullable(row.getString("tag")),
                Optional.ofNullable(row.getString("message_key")),
                Optional.ofNullable(row.get(Buffer.class, "attempt_id")).map(AttemptId::of),
                row.getString("reason"),
                Optional.ofNullable(row.getString("detail")),
                row.getString("properties"),
                row.get(Buffer.class, "body"),
                row.getInteger("delivery_attempt"),
                row.getLocalDateTime("parked_at").toInstant(ZoneOffset.UTC),
                ParkedMessage.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getLocalDateTime("resolved_at")).map(at -> at.toInstant(ZoneOffset.UTC)),
                Optional.ofNullable(row.getString("resolved_by")));
    }
}
