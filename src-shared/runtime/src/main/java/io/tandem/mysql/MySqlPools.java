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
 * The pools of a service: one for its requests, one for its local transactions, and a small one for
 * {@link io.tandem.ledger.Ledger#settle settling}, so that a check-back is answered while a burst of requests holds every other
 * connection.
 *
 * <p>Each session gets what the protocol relies on: a short {@code wait_timeout} (a client that vanished must not keep its
 * claim's lock for hours), a bounded lock wait, READ COMMITTED (no gap locks between neighbouring order numbers; each
 * statement sees what is committed), and UTC.
 */
public final class MySqlPools implements AutoCloseable {

    /** The check-back waits so long for a claim's row and then answers UNKNOWN: InnoDB's smallest value, in seconds. */
    static final Duration SETTLE_LOCK_WAIT = Duration.ofSeconds(1);

    /** A claim and the statement that goes out with it; what a connection's owner sends beyond that waits its turn. */
    private static final int CLAIM_AND_WORK = 2;

    private static final Logger LOG = Logger.getLogger(MySqlPools.class);

    private final Vertx vertx;
    private final MySqlSettings settings;
    private final String password;
    private final Pool requests;
    private final TransactionPool transactions;
    private final Pool settling;

    /** Opens no connection yet: MySQL may be away at the start. */
    public MySqlPools(Vertx vertx, MySqlSettings settings, String password) {
        this.vertx = vertx;
        this.settings = settings;
        this.password = password;
        this.requests = open("tandem-requests", settings.poolSize(), 1, sessionOf(settings.lockWait()));
        this.transactions = new TransactionPool(open(
                "tandem-transactions",
                settings.transactionPoolSize(),
                CLAIM_AND_WORK,
                sessionOf(settings.lockWait()) + ", autocommit=0"));
        this.settling = open("tandem-settling", settings.settlePoolSize(), 1, sessionOf(SETTLE_LOCK_WAIT));
    }

    /** For everything that a caller waits for, but local transactions. */
    public Pool requests() {
        return requests;
    }

    /** For local transactions alone. */
    public TransactionPool transactions() {
        return transactions;
    }

    /** For settling alone. */
    public Pool settling() {
        return settling;
    }

    @Override
    public void close() {
        requests.getDelegate().close();
        transactions.close();
        settling.getDelegate().close();
    }

    private Pool open(String name, int size, int pipelined, String session) {
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
                .connectingTo(connectOptions().setMetricsName(name).setPipeliningLimit(pipelined))
                .withConnectHandler(connection -> prepare(connection, session))
                .build());
    }

    private MySQLConnectOptions connectOptions() {
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

    private String sessionOf(Duration lockWait) {
        return "SET SESSION wait_timeout=" + settings.sessionTimeout().toSeconds()
                + ", innodb_lock_wait_timeout=" + lockWait.toSeconds()
                + ", transaction_isolation='READ-COMMITTED', time_zone='+00:00'";
    }

    private static void prepare(SqlConnection connection, String session) {
        connection
                .query(session)
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
