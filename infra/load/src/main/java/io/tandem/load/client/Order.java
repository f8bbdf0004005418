package io.tandem.load.client;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What a caller asks for.
 *
 * @param key the Idempotency-Key
 * @param patience after which the caller hangs up
 */
public record Order(long userId, long orderId, Optional<UUID> key, Duration patience) {

    /** Beyond the longest that a service makes a caller wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public Order(long userId, long orderId) {
        this(userId, orderId, Optional.empty(), PATIENCE);
    }
}
