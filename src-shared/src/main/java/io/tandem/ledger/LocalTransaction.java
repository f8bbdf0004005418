package io.tandem.ledger;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.tandem.mysql.ConnectionReset;
import io.tandem.mysql.SqlFailure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * One run on one connection. Keeps track of how far it got, because that alone tells what a lost connection means: before
 * COMMIT was sent, nothing was written; after, nobody on this connection can know.
 */
final class LocalTransaction<T> {

    /** An open connection answers a rollback at once; one that does not is closed, and MySQL rolls back by itself. */
    private static final Duration ROLLBACK_LIMIT = Duration.ofSeconds(1);

    private enum Phase {
        CLAIMING,
        WORKING,
        COMMITTING,
        /** COMMIT was not sent and must not be any more. */
        ABANDONED,
        ENDED
    }

    private final SqlConnection connection;
    private final Ledger ledger;
    private final Attempt attempt;
    private final HalfReceipt half;
    private final Function<SqlConnection, Uni<T>> work;

    /** Two threads may want to leave WORKING at once, the one that commits and the time-out: only one can. */
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.CLAIMING);

    private volatile Transaction transaction;
    private volatile T value;

    LocalTransaction(
            SqlConnection connection,
            Ledger ledger,
            Attempt attempt,
            HalfReceipt half,
            Function<SqlConnection, Uni<T>> work) {
        this.connection = connection;
        this.ledger = ledger;
        this.attempt = attempt;
        this.half = half;
        this.work = work;
    }

    Uni<LocalResult<T>> run(Duration limit) {
        return connection
                .begin()
                .invoke(begun -> transaction = begun)
                .flatMap(begun -> ledger.claim(connection, attempt, half))
                .flatMap(this::proceed)
                .ifNoItem()
                .after(limit)
                .fail()
                .onFailure()
                .recoverWithUni(this::failed)
                .eventually(this::release);
    }

    private Uni<LocalResult<T>> proceed(Claim claim) {
        return switch (claim) {
            case CLAIMED -> work().flatMap(done -> commit());
            case FENCED -> undo().replaceWith(new LocalResult.Fenced<>());
        };
    }

    private Uni<T> work() {
        return phase.compareAndSet(Phase.CLAIMING, Phase.WORKING) ? onClaimed() : abandoned();
    }

    private Uni<T> onClaimed() {
        return work.apply(connection).invoke(result -> value = result);
    }

    private Uni<LocalResult<T>> commit() {
        if (!phase.compareAndSet(Phase.WORKING, Phase.COMMITTING)) {
            return abandoned();
        }
        return transaction
                .commit()
                .invoke(() -> phase.set(Phase.ENDED))
                .map(done -> new LocalResult.Committed<>(value));
    }

    private Uni<LocalResult<T>> failed(Throwable cause) {
        // Not even an error that MySQL answers to COMMIT proves that it was undone: the ledger will tell.
        // Nor is it over for the time-out that comes just as the answer to COMMIT does.
        Phase reached = phase.getAndUpdate(now -> isPastReturn(now) ? now : Phase.ABANDONED);
        if (isPastReturn(reached)) {
            return Uni.createFrom().item(new LocalResult.Unknown<>(value));
        }
        return undo().replaceWith(meaning(reached, cause));
    }

    private static boolean isPastReturn(Phase phase) {
        return phase == Phase.COMMITTING || phase == Phase.ENDED;
    }

    /** Nobody waits for it any more, so nobody hears of it. */
    private static <R> Uni<R> abandoned() {
        return Uni.createFrom().failure(new TimeoutException());
    }

    private LocalResult<T> meaning(Phase reached, Throwable cause) {
        SqlFailure failure = cause instanceof TimeoutException ? SqlFailure.UNAVAILABLE : SqlFailure.of(cause);
        boolean ofTheWork =
                reached == Phase.WORKING && (failure == SqlFailure.DUPLICATE_KEY || failure == SqlFailure.OTHER);
        return ofTheWork ? new LocalResult.Failed<>(cause) : new LocalResult.NotCommitted<>(failure);
    }

    /** Never fails: if MySQL does not answer, closing the connection has the same effect. */
    private Uni<Void> undo() {
        if (transaction == null) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .rollback()
                .invoke(() -> phase.set(Phase.ENDED))
                .ifNoItem()
                .after(ROLLBACK_LIMIT)
                .fail()
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> release() {
        if (phase.get() == Phase.ENDED) {
            return connection.close().onFailure().recoverWithNull();
        }
        ConnectionReset.close(connection.getDelegate());
        return Uni.createFrom().voidItem();
    }
}
