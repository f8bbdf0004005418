package io.tandem.ledger;

import io.smallrye.mutiny.Uni;
import io.tandem.mysql.SqlFailure;
import io.tandem.mysql.TransactionPool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.function.Function;

/**
 * Runs a local transaction: claim first, then the caller's statements, then COMMIT, all on one connection and within a time
 * limit. Whatever happens becomes a {@link LocalResult}; the {@link Uni}s never fail.
 */
public final class LocalTransactions {

    /** A deadlock's victim was rolled back whole and may run again (MySQL manual, "Deadlocks in InnoDB"). */
    private static final int MAX_RUNS = 3;

    private final TransactionPool pool;
    private final Ledger ledger;
    private final Duration limit;

    /**
     * @param limit from the claim to COMMIT. RocketMQ's proxy forgets a transaction after 30 s, and asks for it after 6 s: stay below
     */
    public LocalTransactions(TransactionPool pool, Ledger ledger, Duration limit) {
        this.pool = pool;
        this.ledger = ledger;
        this.limit = limit;
    }

    /**
     * Claims the attempt and does the work in one database transaction.
     *
     * @param work statements on the given connection. They go out with the claim, whose answer they don't wait for: so they may run
     *     and be rolled back. If its {@link Uni} fails, everything is rolled back; one of whose statements failed must fail
     */
    public <T> Uni<LocalResult<T>> run(Attempt attempt, HalfReceipt half, Function<SqlConnection, Uni<T>> work) {
        return run(attempt, half, work, 1);
    }

    private <T> Uni<LocalResult<T>> run(
            Attempt attempt, HalfReceipt half, Function<SqlConnection, Uni<T>> work, int run) {
        return pool.connection()
                .map(connection -> new LocalTransaction<>(connection, ledger, attempt, half, work))
                .flatMap(transaction -> transaction.run(limit))
                // No connection: refused, or none free in time.
                .onFailure()
                .recoverWithItem(e -> new LocalResult.NotCommitted<>(SqlFailure.UNAVAILABLE))
                .flatMap(result -> run < MAX_RUNS && isDeadlock(result)
                        ? run(attempt, half, work, run + 1)
                        : Uni.createFrom().item(result));
    }

    private static boolean isDeadlock(LocalResult<?> result) {
        return result instanceof LocalResult.NotCommitted<?> notCommitted && notCommitted.why() == SqlFailure.DEADLOCK;
    }
}
