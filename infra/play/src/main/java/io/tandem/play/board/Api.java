package io.tandem.play.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.run.SignIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

/** What order-native answers to callers. Fails with a {@link LocalFailure} while it does not answer at all. */
public final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final String url;
    private final String authorization;

    public Api(String url, SignIn account) {
        this.url = url;
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString((account.user() + ":" + account.password()).getBytes(StandardCharsets.UTF_8));
    }

    /** The attempts at an order with their steps, as {@code GET /api/trace} has them; empty if nothing is known. */
    public List<JsonNode> attempts(long order) {
        HttpResponse<String> answer = get("/api/trace?orderId=" + order);
        return answer.statusCode() == OK
                ? StreamSupport.stream(json(answer).path("attempts").spliterator(), false)
                        .toList()
                : List.of();
    }

    /** Whether the user's order has its shipment, as the page for it says. */
    public boolean isShipped(long user, long order) {
        return get("/api/logistics?userId=" + user + "&orderId=" + order).statusCode() == OK;
    }

    private HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Authorization", authorization)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException away) {
            throw new LocalFailure("order-native does not answer: " + away.getMessage(), away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted", interrupted);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException noJson) {
            throw new LocalFailure("Not JSON: " + answer.body(), noJson);
        }
    }
}
