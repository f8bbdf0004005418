package io.tandem.points;

import io.tandem.ledger.AttemptId;
import io.tandem.transaction.TransactionMessage;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;

/** Points for a receipt, as a message and as a row. */
record Grant(String receipt, long memberId, int points) {

    TransactionMessage message() {
        return TransactionMessage.of(receipt, JsonObject.mapFrom(this).toBuffer());
    }

    Tuple row(AttemptId attempt) {
        return Tuple.of(receipt, memberId, points, attempt.bytes());
    }
}
