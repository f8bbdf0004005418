package io.tandem.transaction;

import io.tandem.ledger.Attempt;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Objects;

/**
 * What is to be said, once, if the local transaction commits. The attempt's key becomes the message key.
 *
 * @param body at most 4 MiB on Alibaba Cloud, 256 KiB at the local broker
 * @param properties the sender's own; the names of {@link MessageProperties} are taken
 */
public record OutgoingMessage(String topic, String tag, Attempt attempt, Buffer body, Map<String, String> properties) {

    public OutgoingMessage {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(attempt, "attempt");
        Objects.requireNonNull(body, "body");
        properties = Map.copyOf(properties);
    }
}
