package io.tandem.acceptance.contract;

import static io.tandem.acceptance.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Tandem;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The OpenAPI document describes the API, all of it, and nothing else. */
class OpenApiTest {

    @Test
    void theOrderServiceDescribesItsApiAndNoPages() {
        JsonNode document = document(Tandem.order());

        assertThat(document.path("paths").fieldNames())
                .toIterable()
                .contains("/api/orders", "/api/orders/{orderId}", "/api/attempts/{attemptId}", "/api/logistics")
                .contains("/api/trace", "/api/trace/events")
                .allMatch(path -> path.startsWith("/api/"));
        JsonNode place = document.path("paths").path("/api/orders").path("post");
        assertThat(place.path("responses").fieldNames())
                .toIterable()
                .contains("201", "202", "400", "409", "422", "503");
        JsonNode schema = document.path("components").path("schemas").path("PlaceOrderRequest");
        assertThat(schema.path("required")).extracting(JsonNode::asText).containsExactlyInAnyOrder("userId", "orderId");
        assertThat(names(place.path("parameters"))).contains("Idempotency-Key");
        assertThat(names(document.path("paths").path("/api/trace").path("get").path("parameters")))
                .containsExactlyInAnyOrder("orderId", "attemptId", "messageId", "before", "limit");
    }

    @Test
    void theLogisticsServiceDescribesItsApiAndNoPages() {
        JsonNode document = document(Tandem.logistics());

        assertThat(document.path("paths").fieldNames()).toIterable().containsExactly("/api/logistics");
        assertThat(names(document.path("paths")
                        .path("/api/logistics")
                        .path("get")
                        .path("parameters")))
                .containsExactlyInAnyOrder("userId", "orderId");
    }

    @Test
    void noTypeOfTheFrameworkIsInIt() {
        for (String url : List.of(Tandem.order(), Tandem.logistics())) {
            String document = document(url).toString();

            assertThat(document).doesNotContainIgnoringCase("RoutingContext", "vertx", "io.quarkus", "Mutiny", "\"Uni");
        }
    }

    private static List<String> names(JsonNode parameters) {
        return parameters.findValuesAsText("name");
    }

    private static JsonNode document(String url) {
        HttpResponse<String> answer = Caller.program(url).get("/q/openapi?format=json");
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer);
    }
}
