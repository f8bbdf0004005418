package io.tandem.order.trace;

import java.time.Instant;
import java.util.Optional;

/** An attempt's order, and its shipment if it is there. */
record Paid(long orderId, long userId, Instant paidAt, Optional<Shipped> shipment) {

    /** The shipment, as the consumer wrote it. */
    record Shipped(
            String messageId,
            int deliveryAttempt,
            Instant createdAt,
            Optional<Instant> receivedAt,
            Optional<String> consumer) {}
}
