package io.tandem.console;

import io.tandem.ledger.Attempt;
import java.time.Instant;
import java.util.Optional;

/**
 * What a committed attempt wrote.
 *
 * @param attempt its id, with the key and the subject that people know it by
 * @param writtenAt by MySQL's clock
 * @param effect what its message did at the other end; empty as long as it is missing
 */
public record BusinessRow(Attempt attempt, Instant writtenAt, Optional<Effect> effect) {

    /**
     * What the consumer wrote.
     *
     * @param messageId of the message that it was written for
     * @param deliveryAttempt 1 for the first delivery
     * @param at when it was written
     * @param receivedAt when the consumer had received the message
     * @param consumer which process it was
     */
    public record Effect(
            Instant at,
            Optional<String> messageId,
            Optional<Integer> deliveryAttempt,
            Optional<Instant> receivedAt,
            Optional<String> consumer) {}
}
