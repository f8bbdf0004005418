package io.tandem.order;

import io.tandem.event.OrderPaid;
import io.tandem.event.OrderPaidJson;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.transaction.MessageProperties;
import io.tandem.transaction.OutgoingMessage;
import io.tandem.transaction.TransactionMessage;
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
    public TransactionMessage message(AttemptId id, long orderId, long userId, Instant paidAt, String traceparent) {
        Attempt attempt = attempt(id, orderId, userId);
        return new TransactionMessage(
                OrderPaid.TAG,
                attempt.key(),
                attempt.subject(),
                body(id, orderId, userId, paidAt),
                Map.of(MessageProperties.TRACEPARENT, traceparent));
    }

    /**
     * The same once more. In no trace: the request that paid is long over, and one that is made up here would be taken for a
     * decision not to trace the redelivery.
     */
    public OutgoingMessage again(AttemptId id, long orderId, long userId, Instant paidAt) {
        return new OutgoingMessage(
                topic, OrderPaid.TAG, attempt(id, orderId, userId), body(id, orderId, userId, paidAt), Map.of());
    }

    private static Buffer body(AttemptId id, long orderId, long userId, Instant paidAt) {
        return OrderPaidJson.write(new OrderPaid(id, orderId, userId, paidAt));
    }
}
