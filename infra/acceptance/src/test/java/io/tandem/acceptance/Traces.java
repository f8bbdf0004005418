package io.tandem.acceptance;

import static io.tandem.acceptance.Answers.json;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the trace says of a message; its last steps are written a moment after they happened. */
public final class Traces {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Traces() {}

    /** The attempts at that order, once so many are known and nothing more will happen to any of them. */
    public static JsonNode awaitSettled(long orderId, int attempts) {
        String query = "/api/trace?orderId=" + orderId;
        await().atMost(PATIENCE).until(() -> {
            List<JsonNode> settled = get(query).findValues("settled");
            return settled.size() == attempts && settled.stream().allMatch(JsonNode::asBoolean);
        });
        return get(query).path("attempts");
    }

    /** {@code HALF_MESSAGE STORED}, … */
    public static List<String> steps(JsonNode attempt) {
        List<String> steps = new ArrayList<>();
        attempt.path("steps")
                .forEach(step -> steps.add(
                        step.path("step").asText() + " " + step.path("result").asText()));
        return steps;
    }

    private static JsonNode get(String path) {
        return json(Caller.program(Tandem.order()).get(path));
    }
}
