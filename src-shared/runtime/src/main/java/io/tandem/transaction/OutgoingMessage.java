package io.tandem.transaction;

import io.tandem.ledger.Attempt;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What is to be said, once, if the local transaction commits. The attempt's key becomes the message key.
 *
 * @param body at most 4 MiB on Alibaba Cloud, 256 KiB at the local broker
 * @param properties the sender's own; the names of {@link MessageProperties} are taken
 * @param members whose messages the body holds, if it is a group's
 */
public record OutgoingMessage(
        String topic,
        String tag,
        Attempt attempt,
        Buffer body,
        Map<String, String> properties,
        List<OutgoingMessage> members) {

    public OutgoingMessage {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(attempt, "attempt");
        Objects.requireNonNull(body, "body");
        properties = Map.copyOf(properties);
        members = List.copyOf(members);
    }

    /** Of one attempt. */
    public OutgoingMessage(String topic, String tag, Attempt attempt, Buffer body, Map<String, String> properties) {
        this(topic, tag, attempt, body, properties, List.of());
    }

    /** The same with other properties. */
    public OutgoingMessage with(Map<String, String> other) {
        return new OutgoingMessage(topic, tag, attempt, body, other, members);
    }

    /** The sender's own, and those that carry the attempt. */
    public Map<String, String> allProperties() {
        Map<String, String> all = new HashMap<>(properties);
        all.put(MessageProperties.ATTEMPT_ID, attempt.id().toString());
        if (attempt.subject() != null) {
            all.put(MessageProperties.SUBJECT, attempt.subject());
        }
        return all;
    }

    /** Of the attempts that it stands for. */
    public List<String> keys() {
        return (members.isEmpty() ? Stream.of(this) : members.stream())
                .map(message -> message.attempt().key())
                .filter(Objects::nonNull)
                .toList();
    }
}
