package io.tandem.order.consistency;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Paid orders without a shipment: what the redelivery has found, what it has not searched yet, and what it leaves to people because
 * it is parked. Each part is read by an index, so that the cost is that of what is missing or new, not of all orders.
 */
final class UnshippedOrders {

    /** Takes the bounds, both without themselves, of the attempts to be looked at that the redelivery has not searched yet. */
    private static final String MISSING = """
            (SELECT paid.attempt_id, paid.order_id, paid.user_id, paid.created_at
            FROM redelivery due
            JOIN orders paid ON paid.attempt_id = due.attempt_id
            LEFT JOIN logistics shipment ON shipment.order_id = paid.order_id
            WHERE shipment.order_id IS NULL
            UNION
            SELECT paid.attempt_id, paid.order_id, paid.user_id, paid.created_at
            FROM tx_attempt attempt
            JOIN orders paid ON paid.attempt_id = attempt.attempt_id
            LEFT JOIN logistics shipment ON shipment.order_id = paid.order_id
            WHERE attempt.attempt_id > (SELECT searched_to FROM redelivery_search WHERE id = 1)
                AND attempt.attempt_id > ? AND attempt.attempt_id < ? AND attempt.outcome = 'COMMIT' AND shipment.order_id IS NULL
            UNION
            SELECT paid.attempt_id, paid.order_id, paid.user_id, paid.created_at
            FROM parked_message parked
            JOIN orders paid ON paid.attempt_id = parked.attempt_id
            LEFT JOIN logistics shipment ON shipment.order_id = paid.order_id
            WHERE parked.state = 'PARKED' AND shipment.order_id IS NULL) missing""";

    private static final String PARKED = """
            EXISTS (SELECT 1 FROM parked_message parked
                WHERE parked.attempt_id = missing.attempt_id AND parked.state = 'PARKED')""";

    private static final String LIST = """
            SELECT missing.attempt_id, missing.order_id, missing.user_id, missing.created_at, due.times, due.due_at,
                %s AS is_parked, COUNT(*) OVER () AS total
            FROM %s
            LEFT JOIN redelivery due ON due.attempt_id = missing.attempt_id
            ORDER BY missing.created_at LIMIT ?""".formatted(PARKED, MISSING);

    private static final String COUNT_UNPARKED = "SELECT COUNT(*) FROM " + MISSING + " WHERE NOT " + PARKED;

    private static final String MAKE_DUE = """
            INSERT INTO redelivery (attempt_id, order_id, user_id, due_at)
            SELECT missing.attempt_id, missing.order_id, missing.user_id, CURRENT_TIMESTAMP(6)
            FROM %s WHERE NOT %s
            ON DUPLICATE KEY UPDATE due_at = LEAST(redelivery.due_at, CURRENT_TIMESTAMP(6))""".formatted(MISSING, PARKED);

    private static final Instant EVER = Instant.EPOCH;

    private final Pool pool;
    private final ConsistencySettings settings;

    UnshippedOrders(Pool pool, ConsistencySettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    /** The oldest first. */
    Uni<Findings<UnshippedOrder>> list(Instant now, int limit) {
        return list(EVER, now, limit);
    }

    /**
     * The oldest first, leaving out what somebody has looked at already.
     *
     * @param madeAfter of those that the redelivery has not searched yet, only attempts that were made later
     */
    Uni<Findings<UnshippedOrder>> list(Instant madeAfter, Instant now, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(bound(madeAfter), youngest(now), limit))
                .map(rows -> findings(rows, now));
    }

    /** All that are not parked are published again as soon as may be; answers how many. */
    Uni<Long> makeDue(SqlConnection transaction, Instant now) {
        return transaction
                .preparedQuery(COUNT_UNPARKED)
                .execute(Tuple.of(bound(EVER), youngest(now)))
                .map(UnshippedOrders::number)
                .flatMap(count -> transaction
                        .preparedQuery(MAKE_DUE)
                        .execute(Tuple.of(bound(EVER), youngest(now)))
                        .replaceWith(count));
    }

    private Buffer youngest(Instant now) {
        return bound(now.minus(settings.shipmentExpectedWithin()));
    }

    private static Buffer bound(Instant madeAt) {
        return AttemptId.lowerBound(madeAt).bytes();
    }

    private static long number(RowSet<Row> rows) {
        return rows.iterator().next().getLong(0);
    }

    private static Findings<UnshippedOrder> findings(RowSet<Row> rows, Instant now) {
        List<UnshippedOrder> items = new ArrayList<>(rows.size());
        long total = 0;
        for (Row row : rows) {
            Instant paidAt = row.getLocalDateTime("created_at").toInstant(ZoneOffset.UTC);
            items.add(new UnshippedOrder(
                    AttemptId.of(row.get(Buffer.class, "attempt_id")),
                    row.getLong("order_id"),
                    row.getLong("user_id"),
                    paidAt,
                    Optional.ofNullable(row.getInteger("times")).orElse(0),
                    Optional.ofNullable(row.getLocalDateTime("due_at"))
                            .map(at -> at.toInstant(ZoneOffset.UTC))
                            .orElse(null),
                    row.getInteger("is_parked") == 1,
                    Duration.between(paidAt, now).toSeconds()));
            total = row.getLong("total");
        }
        return new Findings<>(total, items);
    }
}
