package io.tandem.example;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.transaction.LocalTransaction;
import io.tandem.transaction.TransactionMessage;
import io.tandem.transaction.TransactionMessages;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.Reason;
import io.vertx.core.json.JsonObject;
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

    private final TransactionMessages messages;

    public PointsService(TransactionMessages messages) {
        this.messages = messages;
    }

    /** Always a fresh attempt, also for a receipt that was tried before. */
    public Uni<Answer> grant(String receipt, long memberId, int points) {
        JsonObject body = new JsonObject()
                .put("version", 1)
                .put("receipt", receipt)
                .put("memberId", memberId)
                .put("points", points);
        TransactionMessage message =
                new TransactionMessage("POINTS_GRANTED", receipt, Long.toString(memberId), body.toBuffer(), Map.of());
        return messages.send(message, transaction -> insert(transaction, receipt, memberId, points))
                .map(PointsService::answer);
    }

    /** The local transaction: claimed by the statement before, committed afterwards. It uses this connection and nothing else. */
    private static Uni<Void> insert(LocalTransaction transaction, String receipt, long memberId, int points) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        receipt, memberId, points, transaction.attempt().bytes()))
                .replaceWithVoid();
    }

    private static Answer answer(TransactionOutcome<Void> outcome) {
        return outcome.fold(
                committed -> new Answer.Granted(committed.attemptId()),
                rolledBack -> {
                    if (rolledBack.isDuplicate()) {
                        return new Answer.UsedBefore(rolledBack.attemptId());
                    }
                    throw new IllegalStateException("Points were not granted", rolledBack.cause());
                },
                rejected -> new Answer.NotNow(rejected.attemptId(), rejected.reason()),
                inDoubt -> new Answer.InDoubt(inDoubt.attemptId()));
    }
}
