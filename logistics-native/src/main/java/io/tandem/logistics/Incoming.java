package io.tandem.logistics;

import io.tandem.consumer.Delivery;
import io.tandem.consumer.Verdict;
import io.tandem.event.OrderPaid;
import io.tandem.event.OrderPaidJson;
import java.util.function.Function;

/** What a delivery asks for. */
sealed interface Incoming {

    /** A shipment. */
    record Wanted(ShipmentRequest request) implements Incoming {
        @Override
        public <R> R fold(Function<ShipmentRequest, R> wanted, Function<Verdict, R> unreadable) {
            return wanted.apply(request);
        }
    }

    /** Nothing that this version can do, nor any retry. */
    record Unreadable(Verdict.Park verdict) implements Incoming {
        @Override
        public <R> R fold(Function<ShipmentRequest, R> wanted, Function<Verdict, R> unreadable) {
            return unreadable.apply(verdict);
        }
    }

    /** Total: there is a case for each. */
    <R> R fold(Function<ShipmentRequest, R> wanted, Function<Verdict, R> unreadable);

    static Incoming of(Delivery delivery) {
        return OrderPaidJson.read(delivery.body())
                .fold(
                        order -> of(delivery, order),
                        malformed -> unreadable("malformed", malformed.detail()),
                        unknown -> unreadable("unknown-version", "version " + unknown.version()));
    }

    private static Incoming of(Delivery delivery, OrderPaid order) {
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
