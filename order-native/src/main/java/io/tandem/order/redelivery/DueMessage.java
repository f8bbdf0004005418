package io.tandem.order.redelivery;

import io.tandem.ledger.AttemptId;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/**
 * A committed message that is to be published again.
 *
 * @param times how often it was published again before
 * @param parked what was parked, if that is to be sent as it was
 */
record DueMessage(
        AttemptId attemptId, long orderId, long userId, Instant paidAt, int times, Optional<ParkedBody> parked) {

    /** A parked message as it came. */
    record ParkedBody(String tag, Buffer body) {}
}
