package io.tandem.order.consistency;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tandem.ledger.AttemptId;
import java.time.Instant;

/**
 * A shipment that no order stands behind. There must be none: see the invariants in docs/architecture.md.
 *
 * @param why {@code NO_ORDER}, or {@code OTHER_ORDER} if the order is of another user or attempt
 */
@RegisterForReflection
public record StrayShipment(
        long orderId,
        long userId,
        @JsonSerialize(using = ToStringSerializer.class) AttemptId attemptId,
        String messageId,
        String why,
        Instant createdAt) {}
