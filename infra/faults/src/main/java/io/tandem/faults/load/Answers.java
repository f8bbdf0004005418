package io.tandem.faults.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.faults.history.Told;
import java.util.UUID;
import java.util.function.Function;

/** Reads an answer of {@code POST /api/orders} as the contract has it. */
final class Answers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    static Told told(int status, String body) {
        return switch (status) {
            case 201 -> attempt(status, body, "/attemptId", Told.Placed::new);
            case 202 -> attempt(status, body, "/attemptId", Told.InDoubt::new);
            case 409 -> attempt(status, body, "/instance", Told.Exists::new);
            case 422 -> attempt(status, body, "/instance", Told.KeyReused::new);
            case 503 -> new Told.Refused(text(body, "/detail"));
            default -> new Told.OffContract(status, body);
        };
    }

    private static Told attempt(int status, String body, String field, Function<UUID, Told> told) {
        String text = text(body, field);
        try {
            return told.apply(UUID.fromString(text.substring(text.lastIndexOf('/') + 1)));
        } catch (IllegalArgumentException noAttempt) {
            return new Told.OffContract(status, body);
        }
    }

    static String text(String body, String pointer) {
        try {
            JsonNode node = JSON.readTree(body);
            return node == null ? "" : node.at(pointer).asText();
        } catch (JsonProcessingException noJson) {
            return "";
        }
    }
}
