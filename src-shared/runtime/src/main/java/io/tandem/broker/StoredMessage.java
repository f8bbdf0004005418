package io.tandem.broker;

import java.time.Instant;
import java.util.Map;

/**
 * A message as the broker has stored it.
 *
 * @param properties the sender's and the broker's own: {@code KEYS}, {@code UNIQ_KEY} (the client's message id), …
 */
public record StoredMessage(String topic, Instant storedAt, int reconsumeTimes, Map<String, String> properties) {

    public StoredMessage {
        properties = Map.copyOf(properties);
    }
}
