package io.tandem.order;

import io.smallrye.mutiny.Uni;
import io.tandem.group.SharedWork;
import io.tandem.mysql.NeededTable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Inserts orders, one or many with one statement. */
final class OrderInserts implements SharedWork<PaymentOrder> {

    private static final String COLUMNS = "order_id, user_id, attempt_id, idempotency_key";

    /** Without it no order can be paid. */
    static final NeededTable TABLE = NeededTable.written("orders", COLUMNS);

    private static final String ONE = "INSERT INTO orders (" + COLUMNS + ") VALUES (?, ?, ?, ?)";

    /** One statement text for any number of orders, so that it is prepared once. */
    private static final String MANY = """
            INSERT INTO orders (order_id, user_id, attempt_id, idempotency_key)
            SELECT paid.order_id, paid.user_id, UUID_TO_BIN(paid.attempt_id), UUID_TO_BIN(paid.idempotency_key)
            FROM JSON_TABLE(?, '$[*]' COLUMNS (order_id BIGINT PATH '$[0]', user_id BIGINT PATH '$[1]',
                attempt_id CHAR(36) PATH '$[2]', idempotency_key CHAR(36) PATH '$[3]')) AS paid""";

    /**
     * What others have inserted and not yet committed is seen as well: an insert would wait for them. It concerns the next statement of the
     * connection, and no other.
     */
    private static final String DIRTY = "SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED";

    private static final String TAKEN = """
            SELECT there.order_id, there.idempotency_key
            FROM JSON_TABLE(?, '$[*]' COLUMNS (order_id BIGINT PATH '$[0]')) AS wanted
            STRAIGHT_JOIN orders there ON there.order_id = wanted.order_id""";

    private static final String TAKEN_KEYS = TAKEN + "\nUNION ALL " + """
            SELECT there.order_id, there.idempotency_key
            FROM JSON_TABLE(?, '$[*]' COLUMNS (idempotency_key CHAR(36) PATH '$[1]')) AS wanted
            STRAIGHT_JOIN orders there ON there.idempotency_key = UUID_TO_BIN(wanted.idempotency_key)""";

    private final Pool pool;

    OrderInserts(Pool pool) {
        this.pool = pool;
    }

    /** Fails as MySQL fails; with 1062 if an order number or an idempotency key is taken. */
    @Override
    public Uni<Void> write(SqlConnection transaction, List<Wanted<PaymentOrder>> wanted) {
        return wanted.size() == 1
                ? transaction.preparedQuery(ONE).execute(values(wanted.get(0))).replaceWithVoid()
                : transaction
                        .preparedQuery(MANY)
                        .execute(Tuple.of(json(wanted)))
                        .replaceWithVoid();
    }

    @Override
    public Uni<Set<PaymentOrder>> hopeless(List<PaymentOrder> wanted) {
        JsonArray json = new JsonArray();
        wanted.forEach(order -> json.add(new JsonArray().add(order.orderId()).add(key(order))));
        boolean keys = wanted.stream().anyMatch(order -> order.idempotencyKey().isPresent());
        Tuple values = keys ? Tuple.of(json.encode(), json.encode()) : Tuple.of(json.encode());
        // Both are sent whatever happens meanwhile: the connection's next user must not be the one that reads so.
        return pool.withConnection(connection -> Uni.combine()
                        .all()
                        .unis(
                                connection.preparedQuery(DIRTY).execute(),
                                connection
                                        .preparedQuery(keys ? TAKEN_KEYS : TAKEN)
                                        .execute(values))
                        .collectFailures()
                        .with((dirty, taken) -> taken))
                .map(taken -> among(wanted, taken));
    }

    private static Set<PaymentOrder> among(List<PaymentOrder> wanted, RowSet<Row> taken) {
        Set<Object> found = new HashSet<>();
        taken.forEach(row -> {
            found.add(row.getLong("order_id"));
            Optional.ofNullable(row.get(Buffer.class, "idempotency_key"))
                    .map(Orders::uuid)
                    .ifPresent(found::add);
        });
        return wanted.stream()
                .filter(order -> found.contains(order.orderId())
                        || order.idempotencyKey().filter(found::contains).isPresent())
                .collect(Collectors.toSet());
    }

    private static Tuple values(Wanted<PaymentOrder> wanted) {
        return Tuple.of(
                wanted.what().orderId(),
                wanted.what().userId(),
                wanted.attempt().bytes(),
                wanted.what().idempotencyKey().map(Orders::bytes).orElse(null));
    }

    private static String json(List<Wanted<PaymentOrder>> wanted) {
        JsonArray rows = new JsonArray();
        wanted.forEach(one -> rows.add(new JsonArray()
                .add(one.what().orderId())
                .add(one.what().userId())
                .add(one.attempt().toString())
                .add(key(one.what()))));
        return rows.encode();
    }

    private static String key(PaymentOrder order) {
        return order.idempotencyKey().map(UUID::toString).orElse(null);
    }
}
