package io.tandem.order;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of paid orders. Its primary key is what lets one attempt win. */
@Singleton
public final class Orders {

    private static final String SELECT =
            "SELECT order_id, user_id, attempt_id, idempotency_key, created_at FROM orders WHERE ";

    private static final String BY_NUMBER = SELECT + "order_id = ?";

    private static final String BY_NUMBER_OR_KEY =
            SELECT + "order_id = ? UNION ALL " + SELECT + "idempotency_key = ? AND order_id <> ?";

    private final Pool pool;
    private final OrderInserts inserts;

    public Orders(Pool pool) {
        this.pool = pool;
        this.inserts = new OrderInserts(pool);
    }

    /** How they come into the table. */
    OrderInserts inserts() {
        return inserts;
    }

    /** The order of that number. */
    public Uni<Optional<PlacedOrder>> find(long orderId) {
        return pool.preparedQuery(BY_NUMBER).execute(Tuple.of(orderId)).map(rows -> orders(rows).stream()
                .findFirst());
    }

    /** Whatever can have stood in the way of that order. */
    Uni<List<PlacedOrder>> findConflicting(PaymentOrder order) {
        Buffer key = order.idempotencyKey().map(Orders::bytes).orElse(null);
        return pool.preparedQuery(BY_NUMBER_OR_KEY)
                .execute(Tuple.of(order.orderId(), key, order.orderId()))
                .map(Orders::orders);
    }

    private static List<PlacedOrder> orders(RowSet<Row> rows) {
        List<PlacedOrder> orders = new java.util.ArrayList<>(rows.size());
        rows.forEach(row -> orders.add(order(row)));
        return orders;
    }

    private static PlacedOrder order(Row row) {
        Buffer key = row.get(Buffer.class, "idempotency_key");
        return new PlacedOrder(
                row.getLong("order_id"),
                row.getLong("user_id"),
                AttemptId.of(row.get(Buffer.class, "attempt_id")),
                Optional.ofNullable(key).map(Orders::uuid),
                row.getLocalDateTime("created_at").toInstant(ZoneOffset.UTC));
    }

    static Buffer bytes(UUID key) {
        return new AttemptId(key).bytes();
    }

    static UUID uuid(Buffer bytes) {
        return AttemptId.of(bytes).value();
    }
}
