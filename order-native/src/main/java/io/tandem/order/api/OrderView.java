package io.tandem.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tandem.order.PlaceOrderOutcome;
import io.tandem.order.PlacedOrder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An order as callers see it.
 *
 * @param status {@code PLACED}, or {@code IN_DOUBT} while the attempt has no final answer
 * @param createdAt UTC; left out where it is not known yet
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderView(
        @Schema(format = "uuid") String attemptId, long userId, long orderId, String status, Instant createdAt) {

    static final String PLACED = "PLACED";
    static final String IN_DOUBT = "IN_DOUBT";

    static OrderView of(PlaceOrderOutcome outcome, String status) {
        return new OrderView(
                outcome.attemptId().toString(),
                outcome.order().userId(),
                outcome.order().orderId(),
                status,
                null);
    }

    static OrderView of(PlacedOrder order) {
        return new OrderView(order.attemptId().toString(), order.userId(), order.orderId(), PLACED, order.createdAt());
    }
}
