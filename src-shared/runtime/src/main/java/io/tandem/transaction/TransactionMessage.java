package io.tandem.transaction;

import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Objects;

/**
 * What is to be said if the local transaction commits; the same for every attempt, and for every topic.
 *
 * @param tag may be null
 * @param key the message key, for instance an order number; at most 128 characters; may be null
 * @param subject on whose behalf, for instance a user number; at most 64 characters; may be null
 * @param body at most 4 MiB on Alibaba Cloud, 256 KiB at the local broker
 * @param properties the sender's own; the names of {@link MessageProperties} are taken
 */
public record TransactionMessage(String tag, String key, String subject, Buffer body, Map<String, String> properties) {

    public TransactionMessage {
        Objects.requireNonNull(body, "body");
        properties = Map.copyOf(properties);
    }

    /** Without tag, subject and properties. */
    public static TransactionMessage of(String key, Buffer body) {
        return new TransactionMessage(null, key, null, body, Map.of());
    }

    /** The message of one attempt, to one topic. */
    public OutgoingMessage to(String topic, AttemptId attempt) {
        return new OutgoingMessage(topic, tag, new Attempt(attempt, key, subject), body, properties);
    }
}
