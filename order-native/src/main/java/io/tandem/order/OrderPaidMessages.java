package io.tandem.order;

import io.tandem.event.OrderPaid;
import io.tandem.event.OrderPaidJson;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.messaging.MessageProperties;
import io.tandem.messaging.OutgoingMessage;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;

/** "This order is paid" as a message, the same whether it goes out for the first time or again. */
public final class OrderPaidMessages {

    private final String topic;

    public OrderPaidMessages(String topic) {
        this.topic = topic;
    }

    /** The attempt at an order of that user. */
    public static Attempt attempt(AttemptId id, long orderId, long userId) {
        return new Attempt(id, Long.toString(orderId), Long.toString(userId));
    }

    /**
     * The message of a paid order.
     *
     * @param traceparent W3C trace context that the message carries on
     */
    public OutgoingMessage message(AttemptId id, long orderId, long userId, Instant paidAt, String traceparent) {
        Buffer body = OrderPaidJson.write(new OrderPaid(id, orderId, userId, paidAt));
        return message(attempt(id, orderId, userId), OrderPaid.TAG, body, traceparent);
    }

    /** A body as it was sent before. */
    public OutgoingMessage message(Attempt attempt, String tag, Buffer body, String traceparent) {
        return new OutgoingMessage(topic, tag, attempt, body, Map.of(MessageProperties.TRACEPARENT, traceparent));
    }
}
