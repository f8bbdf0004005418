package io.tandem.acceptance.consistency;

import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Tandem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Writes into the tables what no service ever would, or what a lost message leaves behind. */
public final class Misfits {

    private Misfits() {}

    /** An attempt's id, as it would have been made so long ago. */
    public static UUID attemptMade(Duration ago) {
        UUID random = UUID.randomUUID();
        long millis = Instant.now().minus(ago).toEpochMilli();
        return new UUID(
                (millis << 16) | 0x7000 | (random.getMostSignificantBits() & 0xfff), random.getLeastSignificantBits());
    }

    /** Paid, and its message lost. */
    public static UUID paidOrder(long orderId, long userId) {
        UUID attempt = attemptMade(Duration.ofSeconds(20));
        Rows.execute(
                "INSERT INTO tx_attempt (attempt_id, outcome, decided_by, message_key, subject)"
                        + " VALUES (?, 'COMMIT', 'LOCAL_TRANSACTION', ?, ?)",
                bytes(attempt),
                Long.toString(orderId),
                Long.toString(userId));
        Rows.execute(
                "INSERT INTO orders (order_id, user_id, attempt_id) VALUES (?, ?, ?)", orderId, userId, bytes(attempt));
        return attempt;
    }

    public static void strayShipment(long orderId, long userId) {
        Rows.execute(
                "INSERT INTO logistics (order_id, user_id, attempt_id, message_id, delivery_attempt) VALUES (?, ?, ?, 'STRAY', 1)",
                orderId,
                userId,
                bytes(attemptMade(Duration.ZERO)));
    }

    /** A parked message; answers its number. */
    public static long parked(UUID attempt, long orderId, String body) {
        String messageId = "PARKED" + Tandem.freshNumber();
        Rows.execute(
                "INSERT INTO parked_message (consumer_group, message_id, topic, tag, message_key, attempt_id, reason, properties,"
                        + " body, delivery_attempt) VALUES ('G', ?, 'T', 'ORDER_PAID', ?, ?, 'unreadable', '{}', ?, 3)",
                messageId,
                Long.toString(orderId),
                bytes(attempt),
                body.getBytes(StandardCharsets.UTF_8));
        return Rows.number("SELECT parked_id FROM parked_message WHERE message_id = ?", messageId);
    }

    /** What the trace says of an attempt at a time. */
    public static void traced(UUID attempt, long orderId, String step, String result, Duration ago) {
        Rows.execute(
                "INSERT INTO message_trace (attempt_id, message_key, step, result, began_at, host)"
                        + " VALUES (?, ?, ?, ?, UTC_TIMESTAMP(6) - INTERVAL ? SECOND, 'test')",
                bytes(attempt),
                Long.toString(orderId),
                step,
                result,
                ago.toSeconds());
    }

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
