package io.tandem.consumer;

import io.tandem.ledger.AttemptId;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that no retry can help, as it came, and what a person decided about it.
 *
 * @param attemptId empty if the message did not say
 * @param properties a JSON object
 */
public record ParkedMessage(
        long parkedId,
        String consumerGroup,
        String topic,
        String messageId,
        Optional<String> tag,
        Optional<String> key,
        Optional<AttemptId> attemptId,
        String reason,
        Optional<String> detail,
        String properties,
        Buffer body,
        int deliveryAttempt,
        Instant parkedAt,
        State state,
        Optional<Instant> resolvedAt,
        Optional<String> resolvedBy) {

    /** Parked, until a person has decided. */
    public enum State {
        PARKED,
        /** Published again. */
        REPLAYED,
        /** Shown no more. */
        DISMISSED
    }
}
