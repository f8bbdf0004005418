package io.tandem.order.consistency;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/**
 * Goes over all shipments, page by page, round after round, and keeps those that no order stands behind. Comparing all at once would
 * cost more with each order; a page costs milliseconds.
 */
final class ShipmentSweep {

    static final int PAGE = 2_000;

    /** More than anybody can look at; more would only fill the memory. */
    private static final int MOST_KEPT = 10_000;

    private static final String END_OF_PAGE =
            "SELECT order_id FROM logistics WHERE order_id > ? ORDER BY order_id LIMIT 1 OFFSET " + (PAGE - 1);

    private static final String STRAY = """
            SELECT shipment.order_id, shipment.user_id, shipment.attempt_id, shipment.message_id, shipment.created_at,
                paid.order_id IS NULL AS without_order
            FROM logistics shipment
            LEFT JOIN orders paid ON paid.order_id = shipment.order_id
            WHERE shipment.order_id > ? AND shipment.order_id <= ?
                AND (paid.order_id IS NULL OR paid.user_id <> shipment.user_id OR paid.attempt_id <> shipment.attempt_id)
            ORDER BY shipment.order_id LIMIT 500""";

    private final Pool pool;
    private final Clock clock;
    private final NavigableMap<Long, StrayShipment> found = new ConcurrentSkipListMap<>();
    private volatile Instant sweptAt;
    private long position = Long.MIN_VALUE;

    ShipmentSweep(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Looks at the next page; never two at a time. Fails as MySQL fails, and then looks at the same page again. */
    Uni<Void> next() {
        long from = position;
        return pool.preparedQuery(END_OF_PAGE).execute(Tuple.of(from)).flatMap(rows -> {
            long to = rows.size() > 0 ? rows.iterator().next().getLong(0) : Long.MAX_VALUE;
            return pool.preparedQuery(STRAY)
                    .execute(Tuple.of(from, to))
                    .invoke(stray -> keep(from, to, stray))
                    .replaceWithVoid();
        });
    }

    /** As of the last time that each page was looked at. */
    Findings<StrayShipment> findings(int limit) {
        List<StrayShipment> items = found.values().stream().limit(limit).toList();
        return new Findings<>(Math.max(found.size(), items.size()), items);
    }

    /** When the last round was over; empty until the first is. */
    Optional<Instant> sweptAt() {
        return Optional.ofNullable(sweptAt);
    }

    private void keep(long from, long to, RowSet<Row> rows) {
        NavigableMap<Long, StrayShipment> page = found.subMap(from, false, to, true);
        List<StrayShipment> now = strays(rows);
        page.keySet().retainAll(now.stream().map(StrayShipment::orderId).collect(Collectors.toUnmodifiableSet()));
        now.stream().limit(MOST_KEPT - found.size()).forEach(one -> found.put(one.orderId(), one));
        boolean last = to == Long.MAX_VALUE;
        position = last ? Long.MIN_VALUE : to;
        if (last) {
            sweptAt = clock.instant();
        }
    }

    private static List<StrayShipment> strays(RowSet<Row> rows) {
        List<StrayShipment> strays = new ArrayList<>(rows.size());
        rows.forEach(row -> strays.add(stray(row)));
        return strays;
    }

    private static StrayShipment stray(Row row) {
        return new StrayShipment(
                row.getLong("order_id"),
                row.getLong("user_id"),
                AttemptId.of(row.get(Buffer.class, "attempt_id")),
                row.getString("message_id"),
                row.getInteger("without_order") == 1 ? "NO_ORDER" : "OTHER_ORDER",
                row.getLocalDateTime("created_at").toInstant(ZoneOffset.UTC));
    }
}
