package io.tandem.transaction;

import io.tandem.ledger.AttemptId;
import io.vertx.mutiny.sqlclient.PreparedQuery;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * An open database transaction that the claim has begun. What is written with it is committed if and only if the message is delivered.
 *
 * <p>Invariant: only statements on this connection take part. The work neither commits nor rolls back, and fails if one of its
 * statements failed.
 *
 * @param attempt for the business rows, so that they can be found by it
 * @param connection for what is no prepared statement
 */
public record LocalTransaction(AttemptId attempt, SqlConnection connection) {

    /** A statement on the connection; the connection keeps what it has prepared once. */
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return connection.preparedQuery(sql);
    }
}
