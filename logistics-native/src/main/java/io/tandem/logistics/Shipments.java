package io.tandem.logistics;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.mysql.NeededTable;
import io.tandem.trace.ThisProcess;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of shipments. Its primary key is what makes a redelivery harmless. */
@Singleton
public final class Shipments {

    private static final String COLUMNS =
            "order_id, user_id, attempt_id, message_id, delivery_attempt, received_at, consumer";

    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?)";

    /**
     * Leaves a row that is there as it is. IGNORE would hide other errors too: the caller reads back what is there. (ON DUPLICATE
     * KEY UPDATE hides less, but needs the right to update.)
     */
    private static final String INSERT = "INSERT IGNORE INTO logistics (" + COLUMNS + ") VALUES %s";

    private static final String SELECT =
            "SELECT order_id, user_id, attempt_id, message_id, delivery_attempt, created_at FROM logistics WHERE ";

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
        Tuple values = Tuple.tuple();
        requests.forEach(request -> values.addLong(request.order().orderId())
                .addLong(request.order().userId())
                .addBuffer(io.vertx.mutiny.core.buffer.Buffer.newInstance(
                        request.order().attemptId().bytes()))
                .addString(request.messageId())
                .addInteger(request.deliveryAttempt())
                .addLocalDateTime(LocalDateTime.ofInstant(request.receivedAt(), ZoneOffset.UTC))
                .addString(ThisProcess.NAME));
        return pool.preparedQuery(INSERT.formatted(repeated(ROW, requests.size())))
                .execute(values)
                .replaceWithVoid();
    }

    /** Those that are there, by order number. */
    Uni<Map<Long, Shipment>> find(List<Long> orderIds) {
        return pool.preparedQuery(SELECT + "order_id IN (" + repeated("?", orderIds.size()) + ")")
                .execute(Tuple.from(orderIds.toArray()))
                .map(rows -> {
                    Map<Long, Shipment> found = new HashMap<>();
                    rows.forEach(row -> found.put(row.getLong("order_id"), shipment(row)));
                    return found;
                });
    }

    /** The shipment of that user's order. */
    public Uni<Optional<Shipment>> find(ShipmentQuery query) {
        return pool.preparedQuery(SELECT + "order_id = ? AND user_id = ?")
                .execute(Tuple.of(query.orderId(), query.userId()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(shipment(rows.iterator().next())));
    }

    private static String repeated(String placeholder, int times) {
        return String.join(", ", Collections.nCopies(times, placeholder));
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
