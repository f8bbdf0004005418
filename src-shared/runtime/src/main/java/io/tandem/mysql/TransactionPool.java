package io.tandem.mysql;

import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mysqlclient.MySQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Connections for local transactions, whose sessions never commit by themselves ({@code autocommit=0}): the first statement
 * begins the transaction, and only COMMIT ends it well. That saves the round trip of BEGIN, and it is what makes it safe to send
 * statements without waiting for the answer to the one before: whatever fails, nothing is committed.
 *
 * <p>A type of its own, because a claim must not run on another connection, where it would be committed at once; nor a read on one
 * of these, where it would leave a transaction open.
 */
public final class TransactionPool {

    private final Pool pool;
    private final RunningStatements running;
    private final BooleanSupplier closedAtOnce;
    private volatile boolean refused;

    /** @param closedAtOnce whether the last connection was not as it must be: who waits for it hears that it was too long */
    TransactionPool(Pool pool, RunningStatements running, BooleanSupplier closedAtOnce) {
        this.pool = pool;
        this.running = running;
        this.closedAtOnce = closedAtOnce;
    }

    /**
     * A connection without a transaction, which its first statement begins.
     *
     * @return fails if MySQL refuses, or if none is free in time
     */
    public Uni<TransactionConnection> connection() {
        return pool.getConnection()
                .invoke(had -> refused = false)
                .onFailure()
                .invoke(this::note)
                .map(TransactionConnection::new);
    }

    /**
     * Fails if the last connection was not to be had and another is not: an account's limit may leave the other pools theirs, and a proxy
     * may keep to itself what makes sessions ones that do not commit.
     */
    Uni<Void> reached() {
        return refused
                ? connection().flatMap(TransactionConnection::unused)
                : Uni.createFrom().voidItem();
    }

    /** That all are lent is no refusal: a crowd is not an outage. */
    private void note(Throwable failure) {
        refused = refused || !(failure instanceof NoStackTraceThrowable) || closedAtOnce.getAsBoolean();
        if (failure instanceof MySQLException answer) {
            OutageLog.note(answer);
        }
    }

    /**
     * Lets statements on that connection take so long at most: one that waits for a lock would go on waiting, and keep its own locks,
     * until it is told to stop. The connection must not be given back before.
     *
     * @return fails with an {@link OverrunException} when the time is over and the statement was told
     */
    public Uni<Void> within(Duration limit, SqlConnection connection, Uni<Void> statements) {
        return statements.ifNoItem().after(limit).recoverWithUni(() -> end(connection, limit));
    }

    private Uni<Void> end(SqlConnection connection, Duration limit) {
        long began = System.nanoTime();
        return running.interrupt(connection)
                .onItem()
                .failWith(() -> new OverrunException(limit, Duration.ofNanos(System.nanoTime() - began)));
    }

    void close() {
        pool.getDelegate().close();
    }
}
