package io.tandem.order.consistency;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tandem.ledger.AttemptId;
import java.time.Instant;

/**
 * A paid order that has no shipment yet.
 *
 * @param redeliveries how often its message was published again
 * @param nextRedelivery null while it is not due to be published again
 * @param parked its message is parked: somebody has to look
 * @param ageSeconds since it was paid
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnshippedOrder(
        @JsonSerialize(using = ToStringSerializer.class) AttemptId attemptId,
        long orderId,
        long userId,
        Instant paidAt,
        int redeliveries,
        Instant nextRedelivery,
        boolean parked,
        long ageSeconds) {}
