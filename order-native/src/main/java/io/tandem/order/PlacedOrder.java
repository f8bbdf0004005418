package io.tandem.order;

import io.tandem.ledger.AttemptId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An order as it stands in the table: paid, by the attempt that won. */
public record PlacedOrder(
        long orderId, long userId, AttemptId attemptId, Optional<UUID> idempotencyKey, Instant createdAt) {}
