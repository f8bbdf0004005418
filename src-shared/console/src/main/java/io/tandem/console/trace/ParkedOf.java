package io.tandem.console.trace;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parked messages of attempts. */
final class ParkedOf {

    /** One statement text for any number of attempts, so that it is prepared once. */
    private static final String PARKED = """
            SELECT parked.attempt_id, parked.message_id, parked.reason, parked.detail, parked.delivery_attempt, parked.parked_at,
                parked.state, parked.resolved_at, parked.resolved_by
            FROM JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS wanted
            STRAIGHT_JOIN parked_message parked ON parked.attempt_id = UUID_TO_BIN(wanted.id)
            ORDER BY parked.parked_id LIMIT 1000""";

    private final Pool pool;

    ParkedOf(Pool pool) {
        this.pool = pool;
    }

    /** By attempt; those that nothing was parked of are left out. */
    Uni<Map<AttemptId, List<Parked>>> of(Collection<AttemptId> attempts) {
        return pool.preparedQuery(PARKED).execute(Tuple.of(json(attempts))).map(rows -> {
            Map<AttemptId, List<Parked>> found = new HashMap<>();
            rows.forEach(row ->
                    found.computeIfAbsent(id(row), id -> new ArrayList<>()).add(parked(row)));
            return found;
        });
    }

    private static String json(Collection<AttemptId> attempts) {
        JsonArray ids = new JsonArray();
        attempts.forEach(id -> ids.add(id.toString()));
        return ids.encode();
    }

    private static Parked parked(Row row) {
        return new Parked(
                row.getString("message_id"),
                row.getString("reason"),
                Optional.ofNullable(row.getString("detail")),
                row.getInteger("delivery_attempt"),
                instant(row.getLocalDateTime("parked_at")),
                row.getString("state"),
                Optional.ofNullable(row.getLocalDateTime("resolved_at")).map(ParkedOf::instant),
                Optional.ofNullable(row.getString("resolved_by")));
    }

    private static AttemptId id(Row row) {
        return AttemptId.of(row.get(Buffer.class, "attempt_id"));
    }

    private static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }
}
