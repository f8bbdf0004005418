package io.tandem.order;

import io.smallrye.mutiny.Uni;
import io.tandem.console.StrayEffects;
import io.tandem.console.StrayEffects.Stray;
import io.tandem.ledger.AttemptId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shipments that no order stands behind: {@code NO_ORDER}; {@code OTHER_ORDER} if the order is of another user or attempt;
 * {@code SHIPPED_ALREADY} if the order has its shipment, which only a table without its primary key allows.
 */
final class StrayShipments {

    private static final int PAGE = 2_000;

    private static final String END_OF_PAGE =
            "SELECT order_id FROM logistics WHERE order_id > ? ORDER BY order_id LIMIT 1 OFFSET " + (PAGE - 1);

    private static final String STRAY = """
            SELECT order_id, user_id, attempt_id, message_id, created_at, why
            FROM (SELECT shipment.order_id, shipment.user_id, shipment.attempt_id, shipment.message_id, shipment.created_at,
                    CASE
                        WHEN paid.order_id IS NULL THEN 'NO_ORDER'
                        WHEN paid.user_id <> shipment.user_id OR paid.attempt_id <> shipment.attempt_id THEN 'OTHER_ORDER'
                        WHEN ROW_NUMBER() OVER (PARTITION BY shipment.order_id, shipment.user_id, shipment.attempt_id
                            ORDER BY shipment.created_at) > 1 THEN 'SHIPPED_ALREADY'
                    END AS why
                FROM logistics shipment
                LEFT JOIN orders paid ON paid.order_id = shipment.order_id
                WHERE shipment.order_id > ? AND shipment.order_id <= ?) AS judged
            WHERE why IS NOT NULL
            ORDER BY order_id LIMIT 500""";

    private final Pool pool;

    StrayShipments(Pool pool) {
        this.pool = pool;
    }

    /** Those of the next page. Fails as MySQL fails. */
    Uni<StrayEffects> next(Optional<Long> after) {
        long from = after.orElse(Long.MIN_VALUE);
        return pool.preparedQuery(END_OF_PAGE).execute(Tuple.of(from)).flatMap(end -> {
            Optional<Long> to =
                    end.size() > 0 ? Optional.of(end.iterator().next().getLong(0)) : Optional.empty();
            return pool.preparedQuery(STRAY)
                    .execute(Tuple.of(from, to.orElse(Long.MAX_VALUE)))
                    .map(rows -> new StrayEffects(strays(rows), to.map(String::valueOf)));
        });
    }

    private static List<Stray> strays(RowSet<Row> rows) {
        List<Stray> strays = new ArrayList<>(rows.size());
        rows.forEach(row -> strays.add(new Stray(
                OrderPaidMessages.attempt(
                        AttemptId.of(row.get(Buffer.class, "attempt_id")),
                        row.getLong("order_id"),
                        row.getLong("user_id")),
                row.getString("message_id"),
                row.getString("why"),
                row.getLocalDateTime("created_at").toInstant(ZoneOffset.UTC))));
        return strays;
    }
}
