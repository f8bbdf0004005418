package io.tandem.transaction;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.DecidedBy;
import io.tandem.ledger.Ledger;
import io.tandem.ledger.Outcome;
import io.tandem.transaction.TransactionOutcome.Committed;
import io.tandem.transaction.TransactionOutcome.InDoubt;
import io.tandem.transaction.TransactionOutcome.Reason;
import io.tandem.transaction.TransactionOutcome.Rejected;
import java.time.Duration;
import java.util.function.Function;

/**
 * The protocol: half message, local transaction, commit or rollback. Invariant: what the caller is told is the ledger's answer; no
 * reply depends on the broker's answer to commit and rollback, for a check-back does what they fail to do.
 */
public final class TransactionalProducer {

    private static final Duration SETTLE_PAUSE = Duration.ofMillis(200);

    private final HalfMessages halfMessages;
    private final LocalTransactions localTransactions;
    private final Ledger ledger;
    private final Duration settleLimit;

    /**
     * Puts the protocol's parts together.
     *
     * @param settleLimit how long a caller waits for an attempt in doubt to settle
     */
    public TransactionalProducer(
            HalfMessages halfMessages, LocalTransactions localTransactions, Ledger ledger, Duration settleLimit) {
        this.halfMessages = halfMessages;
        this.localTransactions = localTransactions;
        this.ledger = ledger;
        this.settleLimit = settleLimit;
    }

    /**
     * Sends the half message, and runs the local transaction if the broker has acknowledged it. What is left to do is to tell the
     * broker, {@link Conclusion#tell}; no caller need wait for that.
     *
     * @return never fails
     */
    public <T> Uni<Conclusion<T>> execute(OutgoingMessage message, Function<LocalTransaction, Uni<T>> work) {
        Attempt attempt = message.attempt();
        return halfMessages
                .send(message)
                .onItem()
                .transformToUni(half -> localTransactions
                        .run(attempt, half.receipt(), work)
                        .flatMap(outcome -> conclude(attempt, half, outcome)))
                // Sent and not acknowledged: no local transaction. If the half message is there, its check-back rolls
                // it back.
                .onFailure()
                .recoverWithItem(failure -> Conclusion.of(new Rejected<>(attempt.id(), Reason.BROKER_UNAVAILABLE)));
    }

    private <T> Uni<Conclusion<T>> conclude(Attempt attempt, HalfMessage half, TransactionOutcome<T> outcome) {
        return outcome.fold(
                committed -> committed(half, committed),
                failed -> settle(attempt, half, failed.isDuplicate() ? "duplicate" : "local-transaction-failed")
                        .flatMap(settled -> rolledBack(half, failed)),
                rejected -> rolledBack(half, rejected),
                inDoubt -> afterDoubt(attempt, half, inDoubt));
    }

    private <T> Uni<Conclusion<T>> committed(HalfMessage half, TransactionOutcome<T> outcome) {
        return Uni.createFrom().item(Conclusion.of(outcome, half, Outcome.COMMIT));
    }

    private <T> Uni<Conclusion<T>> rolledBack(HalfMessage half, TransactionOutcome<T> outcome) {
        return Uni.createFrom().item(Conclusion.of(outcome, half, Outcome.ROLLBACK));
    }

    /** The connection died at COMMIT: find out on another, exactly as a check-back would. */
    private <T> Uni<Conclusion<T>> afterDoubt(Attempt attempt, HalfMessage half, InDoubt<T> inDoubt) {
        return settle(attempt, half, "connection-lost-at-commit")
                .onItem()
                .ifNull()
                .fail()
                .onFailure()
                .retry()
                .withBackOff(SETTLE_PAUSE)
                .expireIn(settleLimit.toMillis())
                .flatMap(decided -> decided == Outcome.COMMIT
                        ? committed(half, new Committed<T>(attempt.id(), inDoubt.value()))
                        : rolledBack(half, new Rejected<T>(attempt.id(), Reason.DATABASE_UNAVAILABLE)))
                .onFailure()
                .recoverWithItem(undecided -> Conclusion.of(inDoubt, half));
    }

    /** Null as long as nothing is decided. */
    private Uni<Outcome> settle(Attempt attempt, HalfMessage half, String reason) {
        return ledger.settle(attempt, DecidedBy.PRODUCER, half.receipt(), reason)
                .map(settlement -> settlement.outcome().orElse(null));
    }
}
