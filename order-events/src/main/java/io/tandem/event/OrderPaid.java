package io.tandem.event;

import io.tandem.ledger.AttemptId;
import java.time.Instant;
import java.util.function.Function;

/**
 * "This user's order is paid": what order-native says and logistics-native hears. Its JSON form carries a version; within a
 * version fields may be added, and readers ignore those they do not know.
 *
 * @param orderId 1 to 2^63-1
 * @param userId 1 to 2^63-1
 */
public record OrderPaid(AttemptId attemptId, long orderId, long userId, Instant paidAt) implements OrderPaidJson.Read {

    /** The version that is written. */
    public static final int VERSION = 1;

    /** The message's tag. */
    public static final String TAG = "ORDER_PAID";

    public OrderPaid {
        if (orderId < 1 || userId < 1) {
            throw new IllegalArgumentException("orderId and userId must be positive");
        }
    }

    @Override
    public <R> R fold(
            Function<OrderPaid, R> order,
            Function<OrderPaidJson.Malformed, R> malformed,
            Function<OrderPaidJson.UnknownVersion, R> unknown) {
        return order.apply(this);
    }
}
