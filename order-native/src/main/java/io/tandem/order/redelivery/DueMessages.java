package io.tandem.order.redelivery;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Deals out what is due, to each process something else: rows that another has locked are passed over, and a row that was taken is
 * due again only after its back-off. A process that dies after taking some has thereby put them off, not lost them.
 */
final class DueMessages {

    private static final String TAKE =
            "SELECT attempt_id FROM redelivery WHERE due_at <= CURRENT_TIMESTAMP(6) ORDER BY due_at LIMIT ?"
                    + " FOR UPDATE SKIP LOCKED";

    /** What arrived meanwhile, what somebody has to look at first, and what was never committed: none of these may be sent. */
    private static final String CLOSE = """
            DELETE FROM redelivery WHERE attempt_id IN (%1$s) AND (
                attempt_id NOT IN (SELECT paid.attempt_id FROM orders paid WHERE paid.attempt_id IN (%1$s))
                OR attempt_id IN (SELECT shipment.attempt_id FROM logistics shipment
                    WHERE shipment.order_id = redelivery.order_id)
                OR attempt_id IN (SELECT parked.attempt_id FROM parked_message parked
                    WHERE parked.attempt_id IN (%1$s) AND parked.state = 'PARKED'))""";

    private static final String PUT_OFF = """
            UPDATE redelivery SET due_at = CURRENT_TIMESTAMP(6) + INTERVAL LEAST(? * POW(2, LEAST(times, 30)), ?) SECOND,
                times = times + 1
            WHERE attempt_id IN (%s)""";

    private static final String READ = """
            SELECT due.attempt_id, due.order_id, due.user_id, due.times, paid.created_at, parked.tag, parked.body
            FROM redelivery due
            JOIN orders paid ON paid.attempt_id = due.attempt_id
            LEFT JOIN parked_message parked ON parked.parked_id = due.parked_id
            WHERE due.attempt_id IN (%s)""";

    private final Pool pool;
    private final Duration firstBackOff;
    private final Duration longestBackOff;

    DueMessages(Pool pool, Duration firstBackOff, Duration longestBackOff) {
        this.pool = pool;
        this.firstBackOff = firstBackOff;
        this.longestBackOff = longestBackOff;
    }

    /** At most so many. Fails as MySQL fails; then none was taken. */
    Uni<List<DueMessage>> take(int limit) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(limit))
                .flatMap(rows -> rows.size() == 0 ? Uni.createFrom().item(List.of()) : open(connection, rows)));
    }

    private Uni<List<DueMessage>> open(SqlConnection connection, RowSet<Row> taken) {
        List<Object> ids = new ArrayList<>(taken.size());
        taken.forEach(row -> ids.add(row.get(Buffer.class, 0)));
        String places = String.join(", ", Collections.nCopies(ids.size(), "?"));
        List<Object> thrice = new ArrayList<>(ids);
        thrice.addAll(ids);
        thrice.addAll(ids);
        List<Object> putOff = new ArrayList<>(List.of(seconds(firstBackOff), seconds(longestBackOff)));
        putOff.addAll(ids);
        return connection
                .preparedQuery(CLOSE.formatted(places))
                .execute(Tuple.from(thrice))
                .flatMap(closed ->
                        connection.preparedQuery(PUT_OFF.formatted(places)).execute(Tuple.from(putOff)))
                .flatMap(off -> connection.preparedQuery(READ.formatted(places)).execute(Tuple.from(ids)))
                .map(DueMessages::messages);
    }

    private static List<DueMessage> messages(RowSet<Row> rows) {
        List<DueMessage> due = new ArrayList<>(rows.size());
        rows.forEach(row -> due.add(new DueMessage(
                AttemptId.of(row.get(Buffer.class, "attempt_id")),
                row.getLong("order_id"),
                row.getLong("user_id"),
                row.getLocalDateTime("created_at").toInstant(ZoneOffset.UTC),
                row.getInteger("times"),
                Optional.ofNullable(row.get(Buffer.class, "body"))
                        .map(body -> new DueMessage.ParkedBody(row.getString("tag"), body)))));
        return due;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
