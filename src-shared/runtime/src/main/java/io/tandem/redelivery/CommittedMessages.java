package io.tandem.redelivery;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.transaction.OutgoingMessage;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * What a service says of its committed attempts, so that the library can tell whose effect is missing, and publish their messages
 * again. A bean for each kind of message; each answers for its own business rows and leaves out all other attempts.
 *
 * <p>RocketMQ drops a half message after its last unanswered check, never delivers a dead letter again, and can lose its store. Without
 * such a bean the message of a committed attempt is lost then; with it, it arrives.
 */
public interface CommittedMessages {

    /**
     * Those of the committed attempts that have a business row, and whose effect is not there. Must read what is committed on the
     * primary: an attempt that is left out is not looked at again. Fails as the database fails.
     */
    Uni<Set<AttemptId>> missing(Collection<AttemptId> committed);

    /** Their messages, rebuilt from the business rows; attempts without one are left out. Fails as the database fails. */
    Uni<Map<AttemptId, OutgoingMessage>> rebuild(Collection<AttemptId> attempts);
}
