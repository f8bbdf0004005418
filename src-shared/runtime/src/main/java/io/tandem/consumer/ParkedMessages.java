package io.tandem.consumer;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.mysql.NeededTable;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;

/** Keeps what could not be consumed, whole, with the reason. Parking the same message twice is parking it once. */
public final class ParkedMessages {

    private static final int MAX_DETAIL = 1_000;

    private static final String COLUMNS =
            "consumer_group, message_id, topic, tag, message_key, attempt_id, reason, detail,"
                    + " properties, body, delivery_attempt";

    private static final String PARK =
            "INSERT IGNORE INTO parked_message (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** Without it no message could be put aside. */
    public static final NeededTable TABLE = NeededTable.written("parked_message", COLUMNS);

    private final Pool pool;
    private final String group;

    /** @param group the consumer group on whose behalf messages are parked */
    public ParkedMessages(Pool pool, String group) {
        this.pool = pool;
        this.group = group;
    }

    /** Fails as MySQL fails; then the message must not be acknowledged. */
    public Uni<Void> park(Delivery delivery, Verdict.Park verdict) {
        return pool.preparedQuery(PARK).execute(values(delivery, verdict)).replaceWithVoid();
    }

    private Tuple values(Delivery delivery, Verdict.Park verdict) {
        return Tuple.from(new Object[] {
            group,
            delivery.messageId(),
            delivery.topic(),
            delivery.tag().orElse(null),
            delivery.key().orElse(null),
            delivery.attemptId().map(AttemptId::bytes).orElse(null),
            verdict.reason(),
            truncated(verdict.detail()),
            new JsonObject(new HashMap<>(delivery.properties())),
            delivery.body(),
            delivery.deliveryAttempt()
        });
    }

    private static String truncated(String detail) {
        return detail == null || detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
    }
}
