package io.tandem.ledger;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.tandem.mysql.ConnectionReset;
import io.tandem.mysql.SqlFailure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * One run on one connection, in two round trips: claim and work, then COMMIT. The work does not wait for the claim: its statements
 * come behind it on the same connection, in a session that commits nothing by itself, and COMMIT is sent only if both were done.
 *
 * <p>Keeps track of how far it got, because that alone tells what a lost connection means: before COMMIT was sent, nothing was
 * written; after, nobody on this connection can know.
 */
final class LocalTransaction<T> {

    /** An open connection answers a rollback at once; one that does not is closed, and MySQL rolls back by itself. */
    private static final Duration ROLLBACK_LIMIT = Duration.ofSeconds(1);

    private enum Phase {
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
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WORKING);

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
        return Uni.combine()
                .all()
                .unis(ledger.claim(connection, attempt, half), work())
                // Whichever fails, the other's statements are waited for: no answer of theirs is left for the next who
                // gets this connection.
                .collectFailures()
                .withUni(this::proceed)
                .ifNoItem()
                .after(limit)
                .fail()
                .onFailure()
                .recoverWithUni(this::failed)
                .eventually(this::release);
    }

    /** Its failure is an item: what it means depends on the claim. */
    private Uni<Worked<T>> work() {
        return Uni.createFrom()
                .deferred(() -> work.apply(connection))
                .map(done -> new Worked<>(done, null))
                .onFailure()
                .recoverWithItem(failure -> new Worked<>(null, failure));
    }

    private Uni<LocalResult<T>> proceed(Claim claim, Worked<T> worked) {
        if (claim == Claim.FENCED) {
            return undo().replaceWith(new LocalResult.Fenced<>());
        }
        return worked.failure == null ? commit(worked.value) : undo().replaceWith(meaning(worked.failure));
    }

    private Uni<LocalResult<T>> commit(T result) {
        value = result;
        if (!phase.compareAndSet(Phase.WORKING, Phase.COMMITTING)) {
            // Nobody waits for it any more, so nobody hears of it.
            return Uni.createFrom().failure(new TimeoutException());
        }
        return connection
                .query("COMMIT")
                .execute()
                .invoke(() -> phase.set(Phase.ENDED))
                .map(done -> new LocalResult.Committed<>(value));
    }

    private Uni<LocalResult<T>> failed(Throwable cause) {
        // Not even an error that MySQL answers to COMMIT proves that it was undone: the ledger will tell.
        // Nor is it over for the time-out that comes just as the answer to COMMIT does.
        Phase reached = phase.getAndUpdate(now -> isPastReturn(now) ? now : Phase.ABANDONED);
        return isPastReturn(reached)
                ? Uni.createFrom().item(new LocalResult.Unknown<>(value))
                : undo().replaceWith(new LocalResult.NotCommitted<>(failureOf(cause)));
    }

    private static boolean isPastReturn(Phase phase) {
        return phase == Phase.COMMITTING || phase == Phase.ENDED;
    }

    private static <R> LocalResult<R> meaning(Throwable failure) {
        return switch (failureOf(failure)) {
            case DUPLICATE_KEY, OTHER -> new LocalResult.Failed<>(failure);
            case LOCK_WAIT_TIMEOUT, DEADLOCK, UNAVAILABLE -> new LocalResult.NotCommitted<>(failureOf(failure));
        };
    }

    private static SqlFailure failureOf(Throwable cause) {
        return cause instanceof TimeoutException ? SqlFailure.UNAVAILABLE : SqlFailure.of(cause);
    }

    /** Never fails: if MySQL does not answer, closing the connection has the same effect. */
    private Uni<Void> undo() {
        return connection
                .query("ROLLBACK")
                .execute()
                .invoke(() -> phase.set(Phase.ENDED))
                .replaceWithVoid()
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

    /** One of the two is null, or both are. */
    private record Worked<R>(R value, Throwable failure) {}
}
