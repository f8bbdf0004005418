package io.tandem.transaction;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.Claim;
import io.tandem.ledger.HalfReceipt;
import io.tandem.ledger.Ledger;
import io.tandem.mysql.SqlFailure;
import io.tandem.mysql.TransactionConnection;
import io.tandem.mysql.TransactionPool;
import io.tandem.transaction.TransactionOutcome.Committed;
import io.tandem.transaction.TransactionOutcome.InDoubt;
import io.tandem.transaction.TransactionOutcome.Reason;
import io.tandem.transaction.TransactionOutcome.Rejected;
import io.tandem.transaction.TransactionOutcome.RolledBack;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Runs local transactions: claim, the caller's statements, COMMIT, on one connection and within a time limit. */
public final class LocalTransactions {

    /** A deadlock's victim was rolled back whole and may run again (MySQL manual, "Deadlocks in InnoDB"). */
    private static final int RERUNS = 2;

    private final TransactionPool pool;
    private final Ledger ledger;
    private final Duration limit;

    /**
     * Takes a connection of that pool for each transaction.
     *
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
     * @param work sends its statements right behind the claim, whose answer they do not wait for. If its {@link Uni} fails,
     *     everything is rolled back
     * @return never fails; {@link InDoubt} if COMMIT was sent and not answered
     */
    public <T> Uni<TransactionOutcome<T>> run(
            Attempt attempt, HalfReceipt half, Function<LocalTransaction, Uni<T>> work) {
        return pool.connection()
                .flatMap(connection -> new Run<T>(attempt.id(), connection)
                        .within(limit, ledger.claim(connection.sql(), attempt, half), work))
                .onFailure(failure -> SqlFailure.of(failure) == SqlFailure.DEADLOCK)
                .retry()
                .atMost(RERUNS)
                .onFailure()
                .recoverWithItem(failure -> new Rejected<>(attempt.id(), Reason.of(SqlFailure.of(failure))));
    }

    /**
     * One run, in two round trips: claim and work, then COMMIT. How far it got decides what a lost connection means: before COMMIT
     * was sent nothing was written; afterwards only the ledger knows.
     */
    private static final class Run<T> {

        private enum Phase {
            WORKING,
            COMMITTING,
            ABANDONED
        }

        private final AttemptId attempt;
        private final TransactionConnection connection;

        /** The commit and the time-out may both want to leave WORKING; one of them can. */
        private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WORKING);

        private volatile T value;

        Run(AttemptId attempt, TransactionConnection connection) {
            this.attempt = attempt;
            this.connection = connection;
        }

        /** Fails if nothing was written and nothing will be. */
        Uni<TransactionOutcome<T>> within(Duration limit, Uni<Claim> claim, Function<LocalTransaction, Uni<T>> work) {
            Uni<Optional<Throwable>> worked = Uni.createFrom()
                    .deferred(() -> work.apply(new LocalTransaction(attempt, connection.sql())))
                    .invoke(done -> value = done)
                    .map(done -> Optional.<Throwable>empty())
                    .onFailure()
                    .recoverWithItem(Optional::of);
            // Both are waited for, whichever fails: no answer is left on the connection for its next user.
            return Uni.combine()
                    .all()
                    .unis(claim, worked)
                    .collectFailures()
                    .withUni(this::end)
                    .ifNoItem()
                    .after(limit)
                    .fail()
                    .onFailure()
                    .recoverWithUni(this::broken)
                    .eventually(connection::release);
        }

        private Uni<TransactionOutcome<T>> end(Claim claim, Optional<Throwable> failure) {
            return claim == Claim.FENCED
                    ? connection.rollback().replaceWith(new Rejected<>(attempt, Reason.FENCED))
                    : failure.map(this::rollback).orElseGet(this::commit);
        }

        private Uni<TransactionOutcome<T>> rollback(Throwable failure) {
            return SqlFailure.of(failure).mayPass()
                    ? Uni.createFrom().failure(failure)
                    : connection.rollback().replaceWith(new RolledBack<>(attempt, failure));
        }

        private Uni<TransactionOutcome<T>> commit() {
            return phase.compareAndSet(Phase.WORKING, Phase.COMMITTING)
                    ? connection.commit().map(done -> new Committed<>(attempt, value))
                    : Uni.createFrom().failure(new TimeoutException());
        }

        /** An error that MySQL answers to COMMIT does not prove that it was undone: in doubt. */
        private Uni<TransactionOutcome<T>> broken(Throwable cause) {
            phase.compareAndSet(Phase.WORKING, Phase.ABANDONED);
            return phase.get() == Phase.COMMITTING
                    ? Uni.createFrom().item(new InDoubt<>(attempt, value))
                    : connection.rollback().flatMap(undone -> Uni.createFrom().failure(cause));
        }
    }
}
