package io.tandem.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an attempt's half message: kept on the ledger's row, which is written anyway, so that following a message costs
 * nothing.
 *
 * @param messageId the broker's id of the half message, if known
 * @param storedAt when the broker acknowledged it, by the producer's clock
 * @param took from sending to the acknowledgement
 * @param producer which process sent it; at most 64 characters
 * @param broker the address that it was sent to; at most 64 characters are kept
 */
public record HalfReceipt(
        Optional<String> messageId,
        Optional<Instant> storedAt,
        Optional<Duration> took,
        Optional<String> producer,
        Optional<String> broker) {

    private static final int LONGEST = 64;

    public HalfReceipt {
        broker = broker.map(text -> text.length() <= LONGEST ? text : text.substring(0, LONGEST));
    }

    /** Of a half message of another process, as a check-back sees it; null: not even its id is known. */
    public static HalfReceipt ofId(String messageId) {
        return new HalfReceipt(
                Optional.ofNullable(messageId), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
