package io.tandem.mysql;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/**
 * One datasource in three pools: one for requests, one for local transactions, and a small one for
 * {@link io.tandem.ledger.Ledger#settle settling}, so that a check-back is answered while a burst of requests holds every other
 * connection. Each session is set to what the protocol relies on, see {@link SessionState}.
 */
public final class MySqlPools implements AutoCloseable {

    /** The check-back waits so long for a claim's row and then answers UNKNOWN: InnoDB's smallest value, in seconds. */
    static final Duration SETTLE_LOCK_WAIT = Duration.ofSeconds(1);

    /** Statements of a local transaction that are sent without waiting for the answer to the one before; more wait their turn. */
    private static final int PIPELINED = 16;

    private final Vertx vertx;
    private final Supplier<Future<MySQLConnectOptions>> server;
    private final MySqlSettings settings;
    private final SessionSetup committing;
    private final SessionSetup notCommitting;
    private final Pool requests;
    private final TransactionPool transactions;
    private final Pool settling;

    /**
     * Opens no connection yet: MySQL may be away at the start.
     *
     * @param options of the pool of requests; the others differ from it in their size
     * @param server asked for each new connection, so that a password may change
     */
    public MySqlPools(
            Vertx vertx, PoolOptions options, Supplier<Future<MySQLConnectOptions>> server, MySqlSettings settings) {
        this.vertx = vertx;
        this.server = server;
        this.settings = settings;
        OneServer one = new OneServer();
        this.committing = new SessionSetup(one);
        this.notCommitting = new SessionSetup(one);
        SessionState session = new SessionState(settings.sessionTimeout());
        this.requests = open("tandem-requests", options, 1, committing, session.committing(settings.lockWait()));
        this.settling = open(
                "tandem-settling",
                new PoolOptions(options).setMaxSize(settings.settlePoolSize()),
                1,
                committing,
                session.committing(SETTLE_LOCK_WAIT));
        RunningStatements running = new RunningStatements(settling);
        this.transactions = new TransactionPool(
                open(
                        "tandem-transactions",
                        new PoolOptions(options).setMaxSize(settings.transactionPoolSize()),
                        PIPELINED,
                        notCommitting,
                        session.notCommitting(settings.lockWait()),
                        running::know),
                running,
                notCommitting::hasFailed);
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

    /** Why the server was refused to which the last connection was made, if it was. */
    Optional<String> refusal() {
        return committing.refusal().or(notCommitting::refusal);
    }

    @Override
    public void close() {
        requests.getDelegate().close();
        transactions.close();
        settling.getDelegate().close();
    }

    private Pool open(
            String name, PoolOptions options, int pipelined, SessionSetup setup, SessionState.Statements session) {
        return open(name, options, pipelined, setup, session, (connection, id) -> {});
    }

    private Pool open(
            String name,
            PoolOptions options,
            int pipelined,
            SessionSetup setup,
            SessionState.Statements session,
            ObjLongConsumer<SqlConnection> made) {
        PoolOptions pool = new PoolOptions(options)
                .setName(name)
                .setConnectionTimeout((int) settings.connectTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                // Below wait_timeout and the silence limit: the pool closes an idle connection before a request meets a
                // dead one.
                .setIdleTimeout((int) Math.min(
                                settings.sessionTimeout().toMillis(),
                                settings.silenceLimit().toMillis())
                        / 2)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                // A name that has come to mean another server, or a proxy that has more of them, is asked again.
                .setMaxLifetime((int) settings.connectionLife().toMillis())
                .setMaxLifetimeUnit(TimeUnit.MILLISECONDS)
                .setPoolCleanerPeriod(1_000);
        return Pool.newInstance(MySQLBuilder.pool()
                .using(vertx)
                .with(pool)
                .connectingTo(() -> server.get().map(connect -> guarded(connect, name, pipelined)))
                .withConnectHandler(connection -> setup.of(connection, session, made))
                .build());
    }

    private MySQLConnectOptions guarded(MySQLConnectOptions theirs, String name, int pipelined) {
        MySQLConnectOptions options = new MySQLConnectOptions(theirs)
                // Affected rows of an insert must mean inserted rows: settle() tells the winner by them.
                .setUseAffectedRows(true)
                .setPipeliningLimit(pipelined);
        options.setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setIdleTimeout((int) settings.silenceLimit().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true)
                .setMetricsName(name);
        return options;
    }
}
