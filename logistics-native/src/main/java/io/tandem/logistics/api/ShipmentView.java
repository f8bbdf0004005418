package io.tandem.logistics.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tandem.logistics.Shipment;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A shipment as callers see it.
 *
 * @param status always {@code CREATED}; what is not created is a 404
 * @param createdAt UTC
 * @param deliveryAttempt which delivery of the message created it; 1 for the first
 */
@RegisterForReflection
public record ShipmentView(
        long userId,
        long orderId,
        String status,
        Instant createdAt,
        @Schema(format = "uuid") String attemptId,
        String messageId,
        int deliveryAttempt) {

    static ShipmentView of(Shipment shipment) {
        return new ShipmentView(
                shipment.userId(),
                shipment.orderId(),
                "CREATED",
                shipment.createdAt(),
                shipment.attemptId().toString(),
                shipment.messageId(),
                shipment.deliveryAttempt());
    }
}
