package io.tandem.consumer;

import io.tandem.ledger.AttemptId;
import io.tandem.transaction.MessageProperties;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.rocketmq.client.apis.message.MessageView;

/**
 * A message as it was delivered this time.
 *
 * @param deliveryAttempt 1 for the first
 * @param bornAt when the producer made it, by the producer's clock
 * @param receivedAt by this process's clock
 */
public record Delivery(
        String messageId,
        String topic,
        Optional<String> tag,
        Optional<String> key,
        Map<String, String> properties,
        int deliveryAttempt,
        Instant bornAt,
        Instant receivedAt,
        Buffer body) {

    public static Delivery of(MessageView view) {
        return new Delivery(
                view.getMessageId().toString(),
                view.getTopic(),
                view.getTag(),
                view.getKeys().stream().findFirst(),
                view.getProperties(),
                view.getDeliveryAttempt(),
                Instant.ofEpochMilli(view.getBornTimestamp()),
                Instant.now(),
                bytes(view));
    }

    /** The attempt that the message belongs to; empty if it names none. */
    public Optional<AttemptId> attemptId() {
        return MessageProperties.attemptId(properties);
    }

    private static Buffer bytes(MessageView view) {
        var buffer = view.getBody().duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return Buffer.buffer(bytes);
    }
}
