package io.tandem.points;

import io.smallrye.mutiny.Uni;
import io.tandem.transaction.TransactionMessages;
import io.tandem.transaction.TransactionTopic;
import jakarta.enterprise.context.ApplicationScoped;

/** The use case: a member gets points for a receipt, once, and consumers of the topic hear of it; or neither happens. */
@ApplicationScoped
class Points {

    private static final String INSERT =
            "INSERT INTO points_entry (receipt, member_id, points, attempt_id) VALUES (?, ?, ?, ?)";

    private final TransactionMessages messages;

    Points(@TransactionTopic("points") TransactionMessages messages) {
        this.messages = messages;
    }

    Uni<Answer> grant(Grant grant) {
        return messages.send(grant.message(), tx -> tx.preparedQuery(INSERT).execute(grant.row(tx.attempt())))
                .map(Answer::of);
    }
}
