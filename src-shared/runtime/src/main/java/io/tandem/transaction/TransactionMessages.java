package io.tandem.transaction;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import java.util.function.Function;

/**
 * Sends transaction messages to one topic. Invariant: a message is delivered if and only if its local transaction commits, whatever
 * crashes in between.
 */
public interface TransactionMessages {

    /**
     * Sends the message if, and only if, the local transaction commits.
     *
     * @param message for the attempt it is given, always a fresh one; asked again for another if it is tried again, for which see
     *     {@link io.tandem.group.Groups}
     * @param work statements of the local transaction; if its {@link Uni} fails, everything is rolled back
     * @return never fails; begins when subscribed to, and then runs to its end even if the subscriber goes away
     */
    <T> Uni<TransactionOutcome<T>> send(
            Function<AttemptId, TransactionMessage> message, Function<LocalTransaction, Uni<T>> work);

    /** The same for a message that does not name its attempt. */
    default <T> Uni<TransactionOutcome<T>> send(TransactionMessage message, Function<LocalTransaction, Uni<T>> work) {
        return send(attempt -> message, work);
    }

    /** Whether an attempt would be let in just now. A caller for whom there is no room need not be heard to be refused. */
    boolean hasRoom();
}
