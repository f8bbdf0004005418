package io.tandem.logistics;

import io.tandem.consumer.Delivery;
import io.tandem.consumer.Verdict;
import io.tandem.event.OrderPaid;
import io.tandem.event.OrderPaidJson;
import io.tandem.event.OrderPaidJson.Malformed;
import io.tandem.event.OrderPaidJson.UnknownVersion;

/** What a delivery asks for. */
sealed interface Incoming {

    /** A shipment. */
    record Wanted(ShipmentRequest request) implements Incoming {}

    /** Nothing that this version can do, nor any retry. */
    record Unreadable(Verdict.Park verdict) implements Incoming {}

    static Incoming of(Delivery delivery) {
        OrderPaidJson.Read read = OrderPaidJson.read(delivery.body());
        if (read instanceof Malformed malformed) {
            return unreadable("malformed", malformed.detail());
        }
        if (read instanceof UnknownVersion unknown) {
            return unreadable("unknown-version", "version " + unknown.version());
        }
        OrderPaid order = (OrderPaid) read;
        if (delivery.attemptId().filter(id -> !id.equals(order.attemptId())).isPresent()) {
            return unreadable("attempt-mismatch", "body and property name different attempts");
        }
        return new Wanted(
                new ShipmentRequest(order, delivery.messageId(), delivery.deliveryAttempt(), delivery.receivedAt()));
    }

    private static Incoming unreadable(String reason, String detail) {
        return new Unreadable(new Verdict.Park(reason, detail));
    }
}
