package io.tandem.example;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.mysql.SqlFailure;
import io.tandem.transaction.OutgoingMessage;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.Reason;
import io.tandem.transaction.TransactionalProducer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Map;

/** The use case: a member gets points for a receipt, once, and whoever listens hears of it; or neither happens. */
public final class PointsService {

    /** What a caller is told. Whatever it is, it stays true. */
    public sealed interface Answer {

        /** The points are there, and the message will be delivered. */
        record Granted(AttemptId attemptId) implements Answer {}

        /** The receipt was used before; this attempt wrote nothing and says nothing. */
        record UsedBefore(AttemptId attemptId) implements Answer {}

        /** This attempt wrote nothing and never will: trying again is safe. */
        record NotNow(AttemptId attemptId, Reason reason) implements Answer {}

        /** MySQL vanished at COMMIT: the ledger will know, under the attempt's id. */
        record InDoubt(AttemptId attemptId) implements Answer {}
    }

    private static final String INSERT =
            "INSERT INTO points_entry (receipt, member_id, points, attempt_id) VALUES (?, ?, ?, ?)";

    private final TransactionalProducer producer;
    private final String topic;

    public PointsService(TransactionalProducer producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** Always a fresh attempt, also for a receipt that was tried before. */
    public Uni<Answer> grant(String receipt, long memberId, int points) {
        Attempt attempt = Attempt.of(receipt, Long.toString(memberId));
        JsonObject body = new JsonObject()
                .put("version", 1)
                .put("attemptId", attempt.id().toString())
                .put("receipt", receipt)
                .put("memberId", memberId)
                .put("points", points);
        OutgoingMessage message = new OutgoingMessage(topic, "POINTS_GRANTED", attempt, body.toBuffer(), Map.of());
        return producer.execute(message, transaction -> insert(transaction, attempt, memberId, points))
                .map(PointsService::answer);
    }

    /** The local transaction: claimed by the statement before, committed afterwards. It uses this connection and nothing else. */
    private static Uni<Void> insert(SqlConnection transaction, Attempt attempt, long memberId, int points) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.of(attempt.key(), memberId, points, attempt.id().bytes()))
                .replaceWithVoid();
    }

    private static Answer answer(TransactionOutcome<Void> outcome) {
        AttemptId id = outcome.attemptId();
        if (outcome instanceof TransactionOutcome.Committed<Void>) {
            return new Answer.Granted(id);
        }
        if (outcome instanceof TransactionOutcome.Rejected<Void> rejected) {
            return new Answer.NotNow(id, rejected.reason());
        }
        if (outcome instanceof TransactionOutcome.InDoubt<Void>) {
            return new Answer.InDoubt(id);
        }
        Throwable cause = ((TransactionOutcome.RolledBack<Void>) outcome).cause();
        if (SqlFailure.of(cause) == SqlFailure.DUPLICATE_KEY) {
            return new Answer.UsedBefore(id);
        }
        throw new IllegalStateException("Points were not granted", cause);
    }
}
