package io.tandem.peer.outbox;

import io.smallrye.mutiny.Uni;
import io.tandem.event.OrderPaid;
import io.tandem.event.OrderPaidJson;
import io.tandem.ledger.AttemptId;
import io.tandem.mysql.MySqlPools;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Orders, and the messages about them that are still to be published, written in one transaction. */
@Singleton
class Outbox {

    static final int BATCH = 128;

    private static final String ORDER = "INSERT INTO orders (order_id, user_id, attempt_id) VALUES (?, ?, ?)";
    private static final String MESSAGE = "INSERT INTO bench_outbox (attempt_id, order_id, body) VALUES (?, ?, ?)";
    private static final String NEXT =
            "SELECT outbox_id, attempt_id, order_id, body FROM bench_outbox ORDER BY outbox_id LIMIT " + BATCH;
    private static final String DELETE = "DELETE FROM bench_outbox WHERE outbox_id IN (%s)";

    private final Pool pool;

    Outbox(MySqlPools pools) {
        this.pool = pools.requests();
    }

    Uni<Void> place(AttemptId attempt, long orderId, long userId) {
        Buffer body = OrderPaidJson.write(new OrderPaid(attempt, orderId, userId, Instant.now()));
        return pool.withTransaction(connection -> insert(connection, attempt, orderId, userId, body));
    }

    private static Uni<Void> insert(
            SqlConnection connection, AttemptId attempt, long orderId, long userId, Buffer body) {
        return connection
                .preparedQuery(ORDER)
                .execute(Tuple.of(orderId, userId, attempt.bytes()))
                .flatMap(done -> connection.preparedQuery(MESSAGE).execute(Tuple.of(attempt.bytes(), orderId, body)))
                .replaceWithVoid();
    }

    /** The oldest that are not published. One relay reads them: no locks are needed. */
    Uni<List<Pending>> next() {
        return pool.preparedQuery(NEXT).execute().map(Outbox::pending);
    }

    Uni<Void> published(List<Pending> messages) {
        String places = String.join(", ", Collections.nCopies(messages.size(), "?"));
        return pool.preparedQuery(DELETE.formatted(places))
                .execute(Tuple.from(messages.stream().map(Pending::id).toArray()))
                .replaceWithVoid();
    }

    private static List<Pending> pending(RowSet<Row> rows) {
        List<Pending> messages = new ArrayList<>(rows.size());
        rows.forEach(row -> messages.add(new Pending(
                row.getLong("outbox_id"),
                AttemptId.of(row.get(Buffer.class, "attempt_id")),
                row.getLong("order_id"),
                row.get(Buffer.class, "body"))));
        return messages;
    }

    record Pending(long id, AttemptId attempt, long orderId, Buffer body) {}
}
