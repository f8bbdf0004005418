package io.tandem.faults.history;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One call for an order, and what its caller was told.
 *
 * @param server which process was called
 * @param key the Idempotency-Key, if one was sent
 */
public record Call(
        Kind kind,
        String server,
        long userId,
        long orderId,
        Optional<UUID> key,
        Instant began,
        Instant ended,
        Told told) {

    /** Whether what this caller was told leaves it open that this call placed that order. */
    public boolean mayHavePlaced(long user, Optional<UUID> withKey, UUID attempt) {
        if (userId != user || !key.equals(withKey)) {
            return false;
        }
        return told instanceof Told.Nothing
                || (told instanceof Told.Placed placed && placed.attempt().equals(attempt))
                || (told instanceof Told.InDoubt doubt && doubt.attempt().equals(attempt));
    }

    /** Whether the caller was left without a final answer. */
    public boolean leftOpen() {
        return told instanceof Told.Nothing || told instanceof Told.InDoubt;
    }
}
