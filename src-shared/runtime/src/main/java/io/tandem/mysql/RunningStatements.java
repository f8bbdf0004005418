package io.tandem.mysql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SqlConnectionBase;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Ends statements from another connection. MySQL does not look after a client while a statement of its waits for a lock: closing the
 * socket would leave the statement waiting, and its transaction holding its locks, for the rest of the lock wait.
 */
final class RunningStatements {

    /** An account may end its own statements, and needs no right for it. */
    private static final String KILL = "KILL QUERY ?";

    private static final Duration LIMIT = Duration.ofMillis(500);

    private final Pool pool;
    private final Map<Object, Long> sessions = Collections.synchronizedMap(new WeakHashMap<>());

    /** @param pool to end them on */
    RunningStatements(Pool pool) {
        this.pool = pool;
    }

    /** Which session of MySQL's that connection is. */
    void know(io.vertx.sqlclient.SqlConnection connection, long session) {
        sessions.put(physical(connection), session);
    }

    /** Never fails. */
    Uni<Void> interrupt(SqlConnection connection) {
        Long session = sessions.get(physical(connection.getDelegate()));
        return session == null
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(KILL)
                        .execute(Tuple.of(session))
                        .ifNoItem()
                        .after(LIMIT)
                        .fail()
                        .onFailure()
                        .recoverWithNull()
                        .replaceWithVoid();
    }

    /** What stays the same while the pool lends it to one after the other. */
    private static Object physical(io.vertx.sqlclient.SqlConnection connection) {
        return connection instanceof SqlConnectionBase<?> base ? base.unwrap().unwrap() : connection;
    }
}
