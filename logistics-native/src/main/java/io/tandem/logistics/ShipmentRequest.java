package io.tandem.logistics;

import io.tandem.event.OrderPaid;
import io.tandem.messaging.Verdict;

/** A shipment to be created, and whether one that is there already is the same. */
record ShipmentRequest(OrderPaid order, String messageId, int deliveryAttempt) {

    /**
     * What the row that is there after the insert means: the shipment of this attempt, made now or by an earlier delivery, or
     * somebody else's, which no retry will change.
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
        return Verdict.DONE;
    }
}
