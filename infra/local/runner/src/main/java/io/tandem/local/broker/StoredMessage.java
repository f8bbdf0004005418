package io.tandem.local.broker;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message as the broker keeps it, read without consuming it.
 *
 * @param messageId the id that the sender was given
 * @param properties the sender's and RocketMQ's own ({@code KEYS}, {@code TAGS}, {@code REAL_TOPIC}, …)
 * @param body as UTF-8
 */
public record StoredMessage(
        String topic,
        String messageId,
        int reconsumeTimes,
        Instant storedAt,
        Map<String, String> properties,
        String body) {

    static StoredMessage parse(String row) {
        List<String> words = List.of(row.split(" ", -1));
        return new StoredMessage(
                decode(words.get(0)),
                decode(words.get(1)),
                Integer.parseInt(words.get(2)),
                Instant.ofEpochMilli(Long.parseLong(words.get(3))),
                properties(decode(words.get(4))),
                new String(Base64.getDecoder().decode(words.get(5).substring(1)), StandardCharsets.UTF_8));
    }

    /** One for a message of one attempt, one for each member of a group's. */
    public List<String> keys() {
        String keys = properties.getOrDefault("KEYS", "");
        return keys.isEmpty() ? List.of() : List.of(keys.split(" ", -1));
    }

    private static Map<String, String> properties(String pairs) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String pair : pairs.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                properties.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return properties;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
