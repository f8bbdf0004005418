package io.tandem.mysql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;

/**
 * A connection of the {@link TransactionPool}, from its first statement to COMMIT or ROLLBACK. Invariant: it goes back to the pool
 * only without an open transaction; otherwise its socket is closed, and MySQL rolls back by itself.
 */
public final class TransactionConnection {

    /** An open connection answers ROLLBACK at once; one that does not is closed, which has the same effect. */
    private static final Duration ROLLBACK_LIMIT = Duration.ofSeconds(1);

    private final SqlConnection connection;
    private volatile boolean ended;

    TransactionConnection(SqlConnection connection) {
        this.connection = connection;
    }

    /** For the statements of the transaction. */
    public SqlConnection sql() {
        return connection;
    }

    /** Fails as MySQL fails; then only the ledger knows whether it took effect. */
    public Uni<Void> commit() {
        return end("COMMIT");
    }

    /** Never fails. */
    public Uni<Void> rollback() {
        return ended
                ? Uni.createFrom().voidItem()
                : end("ROLLBACK")
                        .ifNoItem()
                        .after(ROLLBACK_LIMIT)
                        .fail()
                        .onFailure()
                        .recoverWithNull();
    }

    /** Gives the connection back, or closes its socket if the transaction has not ended. Never fails. */
    public Uni<Void> release() {
        if (ended) {
            return connection.close().onFailure().recoverWithNull();
        }
        ConnectionReset.close(connection.getDelegate());
        return Uni.createFrom().voidItem();
    }

    /** Gives it back as it came. */
    Uni<Void> unused() {
        ended = true;
        return release();
    }

    private Uni<Void> end(String statement) {
        return connection.query(statement).execute().invoke(() -> ended = true).replaceWithVoid();
    }
}
