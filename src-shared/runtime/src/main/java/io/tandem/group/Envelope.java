package io.tandem.group;

import io.tandem.ledger.Attempt;
import io.tandem.transaction.MessageProperties;
import io.tandem.transaction.OutgoingMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The body of a group's message: the members' messages, each with its attempt. A consumer that does not know groups meets a JSON
 * object of a version far from its own, and so keeps the message instead of misreading it.
 */
public final class Envelope {

    static final int VERSION = 1_000_001;

    /** What a member needs beside its body, roughly. */
    private static final int OVERHEAD = 400;

    /** A member's message as it would have come by itself. */
    public record Letter(Attempt attempt, Map<String, String> properties, Buffer body) {}

    private Envelope() {}

    /** About the length of that message in an envelope: Base64 makes four bytes of three. */
    static int length(OutgoingMessage message) {
        return OVERHEAD + message.body().length() * 4 / 3;
    }

    /** One message that stands for all of those, under the attempt of the first. */
    static OutgoingMessage pack(List<OutgoingMessage> members) {
        JsonArray letters = new JsonArray();
        members.forEach(member -> letters.add(new JsonObject()
                .put("key", member.attempt().key())
                .put("properties", new JsonObject(new HashMap<>(member.allProperties())))
                .put("body", member.body().getBytes())));
        OutgoingMessage first = members.get(0);
        return new OutgoingMessage(
                first.topic(),
                first.tag(),
                first.attempt().first(members.size()),
                new JsonObject().put("version", VERSION).put("members", letters).toBuffer(),
                Map.of(MessageProperties.GROUP, Integer.toString(members.size())),
                members);
    }

    /** The members' messages, that of the first first; empty if it is no group's message, or of a version that is not known here. */
    public static Optional<List<Letter>> open(Map<String, String> properties, Buffer body) {
        if (!properties.containsKey(MessageProperties.GROUP)) {
            return Optional.empty();
        }
        try {
            JsonObject envelope = new JsonObject(body);
            List<Letter> letters = envelope.getJsonArray("members").stream()
                    .map(letter -> letter((JsonObject) letter))
                    .toList();
            return Optional.of(letters).filter(read -> envelope.getInteger("version") == VERSION);
        } catch (RuntimeException unreadable) {
            // As it stands it goes to the service, which parks what it cannot read.
            return Optional.empty();
        }
    }

    private static Letter letter(JsonObject letter) {
        Map<String, String> properties = letter.getJsonObject("properties").stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> (String) one.getValue()));
        return new Letter(
                MessageProperties.attempt(properties, letter.getString("key")).orElseThrow(),
                properties,
                Buffer.buffer(letter.getBinary("body")));
    }
}
