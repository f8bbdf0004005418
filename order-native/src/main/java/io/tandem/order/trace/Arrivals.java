package io.tandem.order.trace;

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

/** What became of attempts at the other end: orders with their shipments, and parked messages. */
final class Arrivals {

    private static final String WANTED = "FROM JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS wanted\n";

    /** One statement text for any number of attempts, so that it is prepared once. */
    private static final String PAID = """
            SELECT paid.attempt_id, paid.order_id, paid.user_id, paid.created_at AS paid_at,
                shipment.message_id, shipment.delivery_attempt, shipment.created_at, shipment.received_at, shipment.consumer
            """ + WANTED + """
            STRAIGHT_JOIN orders paid ON paid.attempt_id = UUID_TO_BIN(wanted.id)
            LEFT JOIN logistics shipment ON shipment.order_id = paid.order_id AND shipment.attempt_id = paid.attempt_id""";

    private static final String PARKED = """
            SELECT parked.attempt_id, parked.message_id, parked.reason, parked.detail, parked.delivery_attempt, parked.parked_at,
                parked.state, parked.resolved_at, parked.resolved_by
            """ + WANTED + """
            STRAIGHT_JOIN parked_message parked ON parked.attempt_id = UUID_TO_BIN(wanted.id)
            ORDER BY parked.parked_id LIMIT 1000""";

    private final Pool pool;

    Arrivals(Pool pool) {
        this.pool = pool;
    }

    /** By attempt; those that have no order are left out. */
    Uni<Map<AttemptId, Paid>> paid(Collection<AttemptId> attempts) {
        return pool.preparedQuery(PAID).execute(Tuple.of(json(attempts))).map(rows -> {
            Map<AttemptId, Paid> found = new HashMap<>();
            rows.forEach(row -> found.put(id(row), paid(row)));
            return found;
        });
    }

    /** By attempt; those that nothing was parked of are left out. */
    Uni<Map<AttemptId, List<Parked>>> parked(Collection<AttemptId> attempts) {
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

    private static Paid paid(Row row) {
        Optional<Paid.Shipped> shipped = Optional.ofNullable(row.getString("message_id"))
                .map(messageId -> new Paid.Shipped(
                        messageId,
                        row.getInteger("delivery_attempt"),
                        instant(row.getLocalDateTime("created_at")),
                        Optional.ofNullable(row.getLocalDateTime("received_at")).map(Arrivals::instant),
                        Optional.ofNullable(row.getString("consumer"))));
        return new Paid(
                row.getLong("order_id"), row.getLong("user_id"), instant(row.getLocalDateTime("paid_at")), shipped);
    }

    private static Parked parked(Row row) {
        return new Parked(
                row.getString("message_id"),
                row.getString("reason"),
                Optional.ofNullable(row.getString("detail")),
                row.getInteger("delivery_attempt"),
                instant(row.getLocalDateTime("parked_at")),
                row.getString("state"),
                Optional.ofNullable(row.getLocalDateTime("resolved_at")).map(Arrivals::instant),
                Optional.ofNullable(row.getString("resolved_by")));
    }

    private static AttemptId id(Row row) {
        return AttemptId.of(row.get(Buffer.class, "attempt_id"));
    }

    private static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }
}
