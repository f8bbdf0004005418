package io.tandem.logistics;

import io.tandem.ledger.AttemptId;
import java.time.Instant;

/** A shipment as it stands in the table. */
public record Shipment(
        long orderId, long userId, AttemptId attemptId, String messageId, int deliveryAttempt, Instant createdAt) {}
