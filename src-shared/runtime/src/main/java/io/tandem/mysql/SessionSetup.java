package io.tandem.mysql;

import io.vertx.core.Future;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.spi.DatabaseMetadata;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.jboss.logging.Logger;

/** Makes each new connection one that the protocol can rely on, and closes those that cannot be. */
final class SessionSetup {

    private static final Logger LOG = Logger.getLogger(SessionSetup.class);

    /** From this version on the session has the variables that the protocol relies on. */
    private static final int OLDEST = 8;

    private final OneServer server;
    private volatile String refusal;
    private volatile boolean failed;

    /** @param server what all sessions are compared by */
    SessionSetup(OneServer server) {
        this.server = server;
    }

    /**
     * Hands the connection to its pool, or closes it for good.
     *
     * @param then told a connection that was made, and which session of MySQL's it is
     */
    void of(SqlConnection connection, SessionState.Statements session, ObjLongConsumer<SqlConnection> then) {
        server(connection.databaseMetadata())
                .compose(suitable -> connection.query(session.set()).execute())
                .compose(set -> connection.query(session.had()).execute())
                .compose(had -> made(had.iterator().next(), session))
                .onSuccess(id -> {
                    failed = false;
                    refusal = null;
                    then.accept(connection, id);
                    SpentConnections.watch(connection);
                    connection.close();
                })
                .onFailure(failure -> {
                    failed = true;
                    refuse(failure);
                    ConnectionReset.close(connection);
                });
    }

    /** The session's number. */
    private Future<Long> made(Row had, SessionState.Statements session) {
        if (had.getInteger(0) != 1) {
            return Future.failedFuture("a session's settings do not last: a proxy keeps them to itself");
        }
        if (server.isSplitBy(session.committing(), had.getString(1))) {
            LOG.warn("mysql=two-servers note=unless-a-fail-over-is-under-way-the-address-splits-reads-from-writes:"
                    + "-use-the-primary's");
        }
        return Future.succeededFuture(had.getLong(2));
    }

    /** Why the last connection was closed at once, if it was. */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Whether the last connection was closed at once, for whatever reason. */
    boolean hasFailed() {
        return failed;
    }

    private static Future<Void> server(DatabaseMetadata server) {
        return "MySQL".equals(server.productName()) && server.majorVersion() >= OLDEST
                ? Future.succeededFuture()
                : Future.failedFuture(server.productName() + " " + server.fullVersion() + " is not MySQL 8.0 or later");
    }

    /** One line for each reason in a row: the pools try again and again. A connection that was cut says nothing of its server. */
    private void refuse(Throwable failure) {
        if (failure instanceof ClosedConnectionException) {
            return;
        }
        String reason = failure instanceof MySQLException ? Outage.reason(failure) : failure.getMessage();
        if (!reason.equals(refusal)) {
            LOG.errorf("mysql=session-setup-failed cause=%s", failure.getMessage());
        }
        refusal = reason;
        OutageLog.noteRefused(reason);
    }
}
