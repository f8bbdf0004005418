package io.tandem.logistics;

import io.tandem.consumer.Verdict;
import io.tandem.event.OrderPaid;
import java.time.Instant;

/** A shipment to be created, and whether one that is there already is the same. */
record ShipmentRequest(OrderPaid order, String messageId, int deliveryAttempt, Instant receivedAt) {

    /**
     * What the row that is there after the insert means: the shipment of this attempt, made now or by an earlier delivery, or
     * another attempt's, which no retry will change.
     *
     * @param stored null if there is none, which should not be
     */
    Verdict verdict(Shipment stored) {
        if (stored == null) {
            return new Verdict.Retry("the shipment of order " + order.orderId() + " was not stored");
        }
        if (!stored.attemptId().equals(order.attemptId())) {
            return new Verdict.Park(
                    "order-shipped-by-another-attempt",
                    "order " + order.orderId() + " was shipped by attempt " + stored.attemptId());
        }
        if (stored.userId() != order.userId()) {
            return new Verdict.Park(
                    "order-shipped-to-another-user",
                    "order " + order.orderId() + " was shipped to user " + stored.userId());
        }
        boolean byThisOne = stored.messageId().equals(messageId) && stored.deliveryAttempt() == deliveryAttempt;
        return byThisOne ? Verdict.DONE : Verdict.DONE_BEFORE;
    }
}
