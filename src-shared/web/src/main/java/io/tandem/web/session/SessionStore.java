package io.tandem.web.session;

import io.smallrye.mutiny.Uni;
import io.tandem.context.CallersContext;
import io.tandem.mysql.NeededTable;
import io.tandem.mysql.Outage;
import io.tandem.mysql.SqlFailure;
import io.tandem.web.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import org.jboss.logging.Logger;

/**
 * The sign-ins, one row each, in the database that both services share: deleting the row ends the session on both.
 *
 * <p>Invariant: all times are the database's own, in UTC, so services whose clocks differ agree on when a session ends. A database
 * that is away makes requests fail with 503; it never signs anybody in or out.
 */
@Singleton
public class SessionStore {
    private static final Logger LOG = Logger.getLogger(SessionStore.class);
    /** A write with every request would make each page view cost one; the idle time-out need not be this exact. */
    private static final long TOUCH_SECONDS = 60;

    private static final int RETRY_SECONDS = 2;

    private static final String COLUMNS = "session_hash, account, created_at, seen_at";
    private static final String INSERT =
            "INSERT INTO web_session (" + COLUMNS + ")" + " VALUES (?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))";
    private static final String FIND = "SELECT account, seen_at < UTC_TIMESTAMP(6) - INTERVAL ? SECOND AS stale"
            + " FROM web_session WHERE session_hash = ?"
            + " AND seen_at > UTC_TIMESTAMP(6) - INTERVAL ? SECOND AND created_at > UTC_TIMESTAMP(6) - INTERVAL ? SECOND";
    private static final String TOUCH = "UPDATE web_session SET seen_at = UTC_TIMESTAMP(6) WHERE session_hash = ?";
    private static final String DELETE = "DELETE FROM web_session WHERE session_hash = ?";
    /**
     * By seen_at alone, which has the index: a session past its absolute limit is no longer found, hence no longer touched,
     * and so passes the idle limit too. The order and the limit keep the statement short and its locks few.
     */
    private static final String SWEEP = "DELETE FROM web_session"
            + " WHERE seen_at < UTC_TIMESTAMP(6) - INTERVAL ? SECOND ORDER BY seen_at LIMIT 200";

    private final Pool pool;
    private final SessionConfig config;
    private final SecureRandom random = new SecureRandom();

    SessionStore(Pool pool, SessionConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** Without it nobody stays signed in. */
    @Produces
    @Singleton
    static NeededTable table() {
        return NeededTable.written("web_session", COLUMNS);
    }

    /** A new session. Each one pays for clearing away up to 200 dead ones, so the table stays as small as its use. */
    Uni<SessionToken> begin(String account) {
        SessionToken token = SessionToken.random(random);
        return run(INSERT, Tuple.of(hash(token), account))
                .call(() -> run(SWEEP, Tuple.of(config.idle().toSeconds()))
                        .onFailure()
                        .invoke(e -> LOG.debugf(e, "event=session-sweep outcome=failed"))
                        .onFailure()
                        .recoverWithNull())
                .replaceWith(token);
    }

    /** Whose session it is, or null when it has ended or never was. */
    Uni<String> account(SessionToken token) {
        return run(
                        FIND,
                        Tuple.of(
                                TOUCH_SECONDS,
                                hash(token),
                                config.idle().toSeconds(),
                                config.absolute().toSeconds()))
                .flatMap(rows -> {
                    if (!rows.iterator().hasNext()) {
                        return Uni.createFrom().nullItem();
                    }
                    Row row = rows.iterator().next();
                    Uni<String> account = Uni.createFrom().item(row.getString("account"));
                    return row.getLong("stale") == 0 ? account : account.call(() -> touch(token));
                });
    }

    Uni<Void> end(SessionToken token) {
        return run(DELETE, Tuple.of(hash(token))).replaceWithVoid();
    }

    /** The session was found, so the request is good; a failure here only makes it end a little earlier. */
    private Uni<?> touch(SessionToken token) {
        return run(TOUCH, Tuple.of(hash(token)))
                .onFailure()
                .invoke(e -> LOG.debugf(e, "event=session-touch outcome=failed"))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<RowSet<Row>> run(String sql, Tuple parameters) {
        return CallersContext.resume(pool.preparedQuery(sql)
                        .execute(parameters)
                        .ifNoItem()
                        .after(config.timeout())
                        .fail())
                .onFailure()
                .transform(e -> SqlFailure.of(e).mayPass()
                        ? ProblemException.unavailable(Outage.reason(e), RETRY_SECONDS, e)
                        : e);
    }

    private static Buffer hash(SessionToken token) {
        return Buffer.buffer(token.hash());
    }
}
