package io.tandem.consumer;

import io.tandem.group.Envelope;
import io.tandem.group.Envelope.Letter;
import io.tandem.ledger.AttemptId;
import io.tandem.rocketmq.RocketMqClients;
import io.tandem.transaction.MessageProperties;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.rocketmq.client.apis.message.MessageView;

/**
 * A message as it was delivered this time. The member of a group is delivered as if its message had come by itself.
 *
 * @param messageId of a member: that of the group's message
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

    /** What the message brings: itself, or the messages of a group. */
    static List<Delivery> of(MessageView view) {
        Delivery whole = whole(view);
        return Envelope.open(whole.properties, whole.body)
                .map(letters -> letters.stream().map(whole::bringing).toList())
                .orElseGet(() -> List.of(whole));
    }

    private Delivery bringing(Letter letter) {
        return new Delivery(
                messageId,
                topic,
                tag,
                Optional.ofNullable(letter.attempt().key()),
                letter.properties(),
                deliveryAttempt,
                bornAt,
                receivedAt,
                letter.body());
    }

    private static Delivery whole(MessageView view) {
        return new Delivery(
                view.getMessageId().toString(),
                view.getTopic(),
                view.getTag(),
                view.getKeys().stream().findFirst(),
                view.getProperties(),
                view.getDeliveryAttempt(),
                Instant.ofEpochMilli(view.getBornTimestamp()),
                Instant.now(),
                RocketMqClients.body(view));
    }

    /** The attempt that the message belongs to; empty if it names none. */
    public Optional<AttemptId> attemptId() {
        return MessageProperties.attemptId(properties);
    }
}
