package io.tandem.mysql;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The two pools of a service: one for its requests, and a small one for {@link io.tandem.ledger.Ledger#settle settling},
 * so that a check-back is answered while a burst of requests holds every other connection.
 *
 * <p>Each session gets what the protocol relies on: a short {@code wait_timeout} (a client that vanished must not keep its
 * claim's lock for hours), a bounded lock wait, READ COMMITTED (no gap locks between neighbouring order numbers; each
 * statement sees what is committed), and UTC.
 */
public final class MySqlPools implements AutoCloseable {

    /** The check-back waits so long for a claim's row and then answers UNKNOWN: InnoDB's smallest value, in seconds. */
    static final Duration SETTLE_LOCK_WAIT = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(MySqlPools.class);

    private final Pool requests;
    private final Pool settling;

    /** Opens no connection yet: MySQL may be away at the start. */
    public MySqlPools(Vertx vertx, MySqlSettings settings, String password) {
        this.requests = open(vertx, settings, password, "tandem-requests", settings.poolSize(), settings.lockWait());
        this.settling = open(vertx, settings, password, "tandem-settling", settings.settlePoolSize(), SETTLE_LOCK_WAIT);
    }

    /** For everything that a caller waits for. */
    public Pool requests() {
        return requests;
    }

    /** For settling alone. */
    public Pool settling() {
        return settling;
    }

    @Override
    public void close() {
        requests.getDelegate().close();
        settling.getDelegate().close();
    }

    private static Pool open(
            Vertx vertx, MySqlSettings settings, String password, String name, int size, Duration lockWait) {
        PoolOptions pool = new PoolOptions()
                .setName(name)
                .setMaxSize(size)
                .setConnectionTimeout((int) settings.connectTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                // Below wait_timeout and the silence limit, so that it is the pool that closes an idle connection and
                // no
                // request meets a dead one.
                .setIdleTimeout((int) Math.min(
                                settings.sessionTimeout().toMillis(),
                                settings.silenceLimit().toMillis())
                        / 2)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setPoolCleanerPeriod(1_000);
        return Pool.newInstance(MySQLBuilder.pool()
                .using(vertx)
                .with(pool)
                .connectingTo(connectOptions(settings, password).setMetricsName(name))
                .withConnectHandler(connection -> prepareSession(connection, settings, lockWait))
                .build());
    }

    private static MySQLConnectOptions connectOptions(MySqlSettings settings, String password) {
        MySQLConnectOptions options = new MySQLConnectOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setDatabase(settings.database())
                .setUser(settings.user())
                .setPassword(password)
                // Affected rows of an insert must mean inserted rows: settle() tells the winner by them.
                .setUseAffectedRows(true)
                .setCachePreparedStatements(true)
                .setSslMode(SslMode.valueOf(
                        settings.sslMode().toUpperCase(Locale.ROOT).replace('-', '_')))
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setIdleTimeout((int) settings.silenceLimit().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true);
        settings.sslCa().ifPresent(path -> options.setPemTrustOptions(new PemTrustOptions().addCertPath(path)));
        if (options.getSslMode() == SslMode.REQUIRED && settings.sslCa().isEmpty()) {
            options.setTrustAll(true);
        }
        if (options.getSslMode() == SslMode.VERIFY_IDENTITY) {
            options.setHostnameVerificationAlgorithm("HTTPS");
        }
        return options;
    }

    private static void prepareSession(SqlConnection connection, MySqlSettings settings, Duration lockWait) {
        connection
                .query("SET SESSION wait_timeout=" + settings.sessionTimeout().toSeconds()
                        + ", innodb_lock_wait_timeout=" + lockWait.toSeconds()
                        + ", transaction_isolation='READ-COMMITTED', time_zone='+00:00'")
                .execute()
                .onFailure(e -> LOG.warnf("mysql=session-setup-failed cause=%s", e.getMessage()))
                // Closing hands the connection to the pool; one that could not be set up is closed for good.
                .onComplete(done -> {
                    if (done.succeeded()) {
                        connection.close();
                    } else {
                        ConnectionReset.close(connection);
                    }
                });
    }
}
