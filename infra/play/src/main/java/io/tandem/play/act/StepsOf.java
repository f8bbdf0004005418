package io.tandem.play.act;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The steps of an attempt, as {@code GET /api/trace} has them. */
public final class StepsOf {

    private StepsOf() {}

    public static boolean has(JsonNode attempt, String step, String result) {
        return steps(attempt, step, result).findFirst().isPresent();
    }

    /** Which process did it: {@code address@pid}. */
    public static Optional<String> host(JsonNode attempt, String step, String result) {
        return steps(attempt, step, result)
                .map(one -> one.path("host").asText())
                .filter(host -> !host.isEmpty())
                .findFirst();
    }

    private static Stream<JsonNode> steps(JsonNode attempt, String step, String result) {
        return StreamSupport.stream(attempt.path("steps").spliterator(), false)
                .filter(one -> one.path("step").asText().equals(step)
                        && one.path("result").asText().equals(result));
    }
}
