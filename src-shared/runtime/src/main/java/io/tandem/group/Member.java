package io.tandem.group;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.transaction.Conclusion;
import io.tandem.transaction.OutgoingMessage;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.Committed;
import io.tandem.transaction.TransactionOutcome.InDoubt;
import io.tandem.transaction.TransactionOutcome.Rejected;
import io.tandem.transaction.TransactionOutcome.RolledBack;
import io.vertx.core.Context;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One try of a caller.
 *
 * @param sayings its message, for each try another attempt's
 * @param context the caller's; null if it has none
 * @param arrived when the caller came, in nanoseconds
 */
record Member(
        Function<AttemptId, OutgoingMessage> sayings,
        SharedWork.Share<Object> share,
        UniEmitter<Conclusion<Void>> caller,
        Context context,
        long arrived,
        OutgoingMessage message) {

    /** The same caller's next try. */
    Member again() {
        return new Member(sayings, share, caller, context, arrived, sayings.apply(AttemptId.next()));
    }

    Attempt attempt() {
        return message.attempt();
    }

    AttemptId id() {
        return attempt().id();
    }

    Object what() {
        return share.what();
    }

    String key() {
        return message.attempt().key();
    }

    /** Whether one message and one statement can do for both. */
    boolean goesWith(Member other) {
        return share.work() == other.share.work() && Objects.equals(message.tag(), other.message.tag());
    }

    void end(Conclusion<Void> conclusion, Throwable unexpected) {
        if (unexpected != null) {
            caller.fail(unexpected);
        }
        caller.complete(conclusion);
    }

    /** What became of the group became of each. The first tells the broker, which has one message of them all. */
    void tell(Conclusion<Void> group) {
        TransactionOutcome<Void> outcome = group.outcome()
                .fold(
                        committed -> new Committed<>(id(), null),
                        failed -> new RolledBack<>(id(), failed.cause()),
                        rejected -> new Rejected<>(id(), rejected.reason()),
                        inDoubt -> new InDoubt<>(id(), null));
        boolean first = group.outcome().attemptId().equals(id());
        caller.complete(new Conclusion<>(outcome, group.half(), first ? group.resolution() : Optional.empty()));
    }
}
