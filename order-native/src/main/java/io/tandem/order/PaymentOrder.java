package io.tandem.order;

import java.util.Optional;
import java.util.UUID;

/**
 * What a caller asks for: that this user's order be paid.
 *
 * @param userId 1 to 2^63-1
 * @param orderId 1 to 2^63-1
 * @param idempotencyKey the caller's own name for this request, if it gave one: a repeat gets the first answer
 */
public record PaymentOrder(long userId, long orderId, Optional<UUID> idempotencyKey) {

    public PaymentOrder {
        if (userId < 1 || orderId < 1) {
            throw new IllegalArgumentException("userId and orderId must be positive");
        }
    }
}
