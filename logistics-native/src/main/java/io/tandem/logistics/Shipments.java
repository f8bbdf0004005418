package io.tandem.logistics;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.mysql.NeededTable;
import io.tandem.trace.ThisProcess;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of shipments. Its primary key is what makes a redelivery harmless. */
@Singleton
public final class Shipments {

    private static final String COLUMNS =
            "order_id, user_id, attempt_id, message_id, delivery_attempt, received_at, consumer";

    /**
     * One statement text for any number of shipments, so that it is prepared once. Leaves a row that is there as it is. IGNORE would hide
     * other errors too: the caller reads back what is there. (ON DUPLICATE KEY UPDATE hides less, but needs the right to update.)
     */
    private static final String INSERT = "INSERT IGNORE INTO logistics (" + COLUMNS + ")" + """
            SELECT made.order_id, made.user_id, UUID_TO_BIN(made.attempt_id), made.message_id, made.delivery_attempt, made.received_at, ?
            FROM JSON_TABLE(?, '$[*]' COLUMNS (order_id BIGINT PATH '$[0]', user_id BIGINT PATH '$[1]',
                attempt_id CHAR(36) PATH '$[2]', message_id VARCHAR(255) PATH '$[3]', delivery_attempt INT PATH '$[4]',
                received_at DATETIME(6) PATH '$[5]')) AS made""";

    private static final String SELECT =
            "SELECT there.order_id, user_id, attempt_id, message_id, delivery_attempt, created_at FROM ";

    private static final String OF_USER = SELECT + "logistics there WHERE order_id = ? AND user_id = ?";

    private static final String SOME = SELECT + """
            JSON_TABLE(?, '$[*]' COLUMNS (order_id BIGINT PATH '$')) AS wanted
            STRAIGHT_JOIN logistics there ON there.order_id = wanted.order_id""";

    private final Pool pool;

    public Shipments(Pool pool) {
        this.pool = pool;
    }

    /** Without it nothing can be shipped. */
    @Produces
    @Singleton
    static NeededTable table() {
        return NeededTable.written("logistics", COLUMNS);
    }

    /** Creates those that are not there, in one statement and so in one commit. Fails as MySQL fails; then none is created. */
    Uni<Void> create(List<ShipmentRequest> requests) {
        JsonArray made = new JsonArray();
        requests.forEach(request -> made.add(new JsonArray()
                .add(request.order().orderId())
                .add(request.order().userId())
                .add(request.order().attemptId().toString())
                .add(request.messageId())
                .add(request.deliveryAttempt())
                .add(LocalDateTime.ofInstant(request.receivedAt().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC)
                        .toString())));
        return pool.preparedQuery(INSERT)
                .execute(Tuple.of(ThisProcess.NAME, made.encode()))
                .replaceWithVoid();
    }

    /** Those that are there, by order number. */
    Uni<Map<Long, Shipment>> find(List<Long> orderIds) {
        return pool.preparedQuery(SOME)
                .execute(Tuple.of(new JsonArray(orderIds).encode()))
                .map(rows -> {
                    Map<Long, Shipment> found = new HashMap<>();
                    rows.forEach(row -> found.put(row.getLong("order_id"), shipment(row)));
                    return found;
                });
    }

    /** The shipment of that user's order. */
    public Uni<Optional<Shipment>> find(ShipmentQuery query) {
        return pool.preparedQuery(OF_USER)
                .execute(Tuple.of(query.orderId(), query.userId()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(shipment(rows.iterator().next())));
    }

    private static Shipment shipment(Row row) {
        return new Shipment(
                row.getLong("order_id"),
                row.getLong("user_id"),
                AttemptId.of(row.get(Buffer.class, "attempt_id")),
                row.getString("message_id"),
                row.getInteger("delivery_attempt"),
                row.getLocalDateTime("created_at").toInstant(ZoneOffset.UTC));
    }
}
