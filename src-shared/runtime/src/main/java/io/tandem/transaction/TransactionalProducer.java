package io.tandem.transaction;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tandem.context.CallersContext;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.DecidedBy;
import io.tandem.ledger.Ledger;
import io.tandem.ledger.LocalResult;
import io.tandem.ledger.LocalTransactions;
import io.tandem.ledger.Outcome;
import io.tandem.ledger.Settlement;
import io.tandem.mysql.SqlFailure;
import io.tandem.producer.Admission;
import io.tandem.producer.Admission.Place;
import io.tandem.trace.MessageTrace;
import io.tandem.trace.TraceRecord;
import io.tandem.trace.TraceStep;
import io.tandem.transaction.TransactionOutcome.Reason;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The protocol: half message, local transaction, commit or rollback. What the caller is told is the ledger's answer; the broker's
 * answer to commit and rollback is waited for by nobody, for a check-back does what they fail to do.
 */
public final class TransactionalProducer {

    private static final Logger LOG = Logger.getLogger(TransactionalProducer.class);
    private static final Duration SETTLE_PAUSE = Duration.ofMillis(200);

    private final HalfMessages halfMessages;
    private final LocalTransactions localTransactions;
    private final Ledger ledger;
    private final Admission admission;
    private final Duration settleLimit;
    private final BrokerResolution resolution;
    private final MessageTrace trace;

    /** @param settleLimit how long a caller waits for an attempt in doubt to settle */
    public TransactionalProducer(
            HalfMessages halfMessages,
            LocalTransactions localTransactions,
            Ledger ledger,
            Admission admission,
            Duration settleLimit,
            MessageTrace trace,
            MeterRegistry meters) {
        this.halfMessages = halfMessages;
        this.localTransactions = localTransactions;
        this.ledger = ledger;
        this.admission = admission;
        this.settleLimit = settleLimit;
        this.resolution = new BrokerResolution(trace, meters);
        this.trace = trace;
    }

    /**
     * Sends the message if, and only if, the local transaction commits.
     *
     * @param localTransaction statements on the given connection, inside a transaction that the claim has begun and that will be
     *     committed afterwards; if its {@link Uni} fails, it is rolled back
     * @return never fails; begins when subscribed to, and then runs to its end even if the subscriber goes away
     */
    public <T> Uni<TransactionOutcome<T>> execute(
            OutgoingMessage message, Function<SqlConnection, Uni<T>> localTransaction) {
        Uni<TransactionOutcome<T>> attempt =
                CallersContext.resume(Uni.createFrom().deferred(() -> begin(message, localTransaction)));
        return attempt.memoize().indefinitely();
    }

    private <T> Uni<TransactionOutcome<T>> begin(
            OutgoingMessage message, Function<SqlConnection, Uni<T>> localTransaction) {
        Attempt attempt = message.attempt();
        Optional<Place> place = admission.enter();
        if (place.isEmpty()) {
            return rejected(attempt, admission.isClosed() ? Reason.STOPPING : Reason.OVERLOADED);
        }
        if (!halfMessages.isConnected()) {
            place.get().leave();
            return rejected(attempt, Reason.BROKER_UNAVAILABLE);
        }
        return halfMessages
                .send(message)
                .map(half -> new Step<>(attempt, place.get(), half, localTransaction))
                .onItemOrFailure()
                .transformToUni(
                        (step, failure) -> failure == null ? locally(step) : notSent(attempt, place.get(), failure));
    }

    /** Sent but unacknowledged means: no local transaction. If the half message is there, its check-back rolls it back. */
    private <T> Uni<TransactionOutcome<T>> notSent(Attempt attempt, Place place, Throwable failure) {
        place.leave();
        LOG.warnf(
                "half_message=unacknowledged attempt=%s key=%s cause=%s",
                attempt.id(), attempt.key(), failure.getMessage());
        trace(attempt, TraceStep.HALF_MESSAGE, "UNACKNOWLEDGED", null, failure.getMessage());
        return rejected(attempt, Reason.BROKER_UNAVAILABLE);
    }

    private <T> Uni<TransactionOutcome<T>> locally(Step<T> step) {
        return step.half
                .during("local transaction", localTransactions.run(step.attempt, step.half.receipt(), step.work))
                .flatMap(result -> conclude(step, result));
    }

    private <T> Uni<TransactionOutcome<T>> conclude(Step<T> step, LocalResult<T> result) {
        if (result instanceof LocalResult.Committed<T> committed) {
            return committed(step, committed.value());
        }
        if (result instanceof LocalResult.Failed<T> failed) {
            return record(step, reasonOf(failed.cause()))
                    .flatMap(recorded -> rolledBack(
                            step, new TransactionOutcome.RolledBack<>(id(step), messageId(step), failed.cause())));
        }
        if (result instanceof LocalResult.Fenced<T>) {
            return rolledBack(step, new TransactionOutcome.Rejected<>(id(step), Reason.FENCED));
        }
        if (result instanceof LocalResult.NotCommitted<T> not) {
            LOG.warnf(
                    "local_transaction=not-committed attempt=%s key=%s why=%s",
                    id(step), step.attempt.key(), not.why());
            trace(
                    step.attempt,
                    TraceStep.LOCAL_TRANSACTION,
                    "NOT_COMMITTED",
                    messageId(step),
                    not.why().name());
            return rolledBack(step, new TransactionOutcome.Rejected<>(id(step), reasonOf(not.why())));
        }
        return settle(step, ((LocalResult.Unknown<T>) result).value());
    }

    private <T> Uni<TransactionOutcome<T>> committed(Step<T> step, T value) {
        resolve(step, Outcome.COMMIT);
        return Uni.createFrom().item(new TransactionOutcome.Committed<>(id(step), messageId(step), value));
    }

    private <T> Uni<TransactionOutcome<T>> rolledBack(Step<T> step, TransactionOutcome<T> outcome) {
        resolve(step, Outcome.ROLLBACK);
        return Uni.createFrom().item(outcome);
    }

    /** The connection died at COMMIT: find out on another, exactly as a check-back would. */
    private <T> Uni<TransactionOutcome<T>> settle(Step<T> step, T value) {
        return record(step, "connection-lost-at-commit")
                .onItem()
                .transformToUni(settlement -> settlement instanceof Settlement.Decided decided
                        ? Uni.createFrom().item(decided.outcome())
                        : Uni.createFrom().<Outcome>failure(new StillUndecided()))
                .onFailure(StillUndecided.class)
                .retry()
                .withBackOff(SETTLE_PAUSE)
                .expireIn(settleLimit.toMillis())
                .onItemOrFailure()
                .transformToUni((outcome, undecided) -> afterDoubt(step, value, outcome));
    }

    private <T> Uni<TransactionOutcome<T>> afterDoubt(Step<T> step, T value, Outcome outcome) {
        if (outcome == Outcome.COMMIT) {
            return committed(step, value);
        }
        if (outcome == Outcome.ROLLBACK) {
            return rolledBack(step, new TransactionOutcome.Rejected<>(id(step), Reason.DATABASE_UNAVAILABLE));
        }
        step.place.leave();
        LOG.warnf("outcome=in-doubt attempt=%s key=%s message=%s", id(step), step.attempt.key(), messageId(step));
        trace(step.attempt, TraceStep.LOCAL_TRANSACTION, "IN_DOUBT", messageId(step), null);
        return Uni.createFrom().item(new TransactionOutcome.InDoubt<>(id(step), messageId(step)));
    }

    private Uni<Settlement> record(Step<?> step, String reason) {
        return ledger.settle(step.attempt, DecidedBy.PRODUCER, step.half.receipt(), reason);
    }

    /** Tells the broker, in nobody's way. */
    private void resolve(Step<?> step, Outcome outcome) {
        resolution.tell(step.attempt, step.half, outcome).subscribe().with(done -> step.place.leave());
    }

    private void trace(Attempt attempt, TraceStep traced, String result, String messageId, String detail) {
        trace.add(TraceRecord.of(attempt.id(), traced, result, Instant.now())
                .ofMessage(attempt.key(), messageId)
                .with(null, detail));
    }

    private static <T> Uni<TransactionOutcome<T>> rejected(Attempt attempt, Reason reason) {
        return Uni.createFrom().item(new TransactionOutcome.Rejected<>(attempt.id(), reason));
    }

    private static Reason reasonOf(SqlFailure why) {
        return switch (why) {
            case LOCK_WAIT_TIMEOUT, DEADLOCK -> Reason.BUSY;
            case UNAVAILABLE, DUPLICATE_KEY, OTHER -> Reason.DATABASE_UNAVAILABLE;
        };
    }

    private static String reasonOf(Throwable cause) {
        return SqlFailure.of(cause) == SqlFailure.DUPLICATE_KEY ? "duplicate" : "local-transaction-failed";
    }

    private static io.tandem.ledger.AttemptId id(Step<?> step) {
        return step.attempt.id();
    }

    private static String messageId(Step<?> step) {
        return step.half.receipt().messageId().orElseThrow();
    }

    /** What the steps of one attempt share. */
    private record Step<T>(Attempt attempt, Place place, HalfMessage half, Function<SqlConnection, Uni<T>> work) {}

    /** Only a signal to try again, never seen by a caller. */
    private static final class StillUndecided extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StillUndecided() {
            super(null, null, false, false);
        }
    }
}
