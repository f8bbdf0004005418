package io.tandem.faults.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.faults.check.Evidence.Console;
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
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the services themselves show, to callers and on the consistency console. */
public final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String authorization;

    public Api(String orderUrl, SignIn account) {
        this.url = orderUrl;
        String credentials = account.user() + ":" + account.password();
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** The attempt's status, or the number of the HTTP status that is no answer. */
    public String answerOf(UUID attempt) {
        HttpResponse<String> answer = get("/api/attempts/" + attempt);
        return answer.statusCode() == OK ? json(answer).path("status").asText() : Integer.toString(answer.statusCode());
    }

    public Console console() {
        HttpResponse<String> answer = get("/api/consistency?limit=500");
        if (answer.statusCode() != OK) {
            throw new LocalFailure("The console answers " + answer.statusCode() + " " + answer.body());
        }
        JsonNode report = json(answer);
        return new Console(
                Stream.of("inDoubt", "unsettled")
                        .flatMap(kind -> items(report, kind, "attemptId").map(UUID::fromString))
                        .collect(Collectors.toSet()),
                set(report, "parked", "parkedId", Long::valueOf),
                set(report, "paidWithoutShipment", "attemptId", UUID::fromString));
    }

    private HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Authorization", authorization)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new LocalFailure("No answer to GET " + path + ": " + failure.getMessage(), failure);
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

    private static <T> Set<T> set(JsonNode report, String kind, String field, Function<String, T> read) {
        return items(report, kind, field).map(read).collect(Collectors.toSet());
    }

    private static Stream<String> items(JsonNode report, String kind, String field) {
        return StreamSupport.stream(report.path(kind).path("items").spliterator(), false)
                .map(item -> item.path(field).asText())
                .filter(text -> !text.isEmpty());
    }
}
