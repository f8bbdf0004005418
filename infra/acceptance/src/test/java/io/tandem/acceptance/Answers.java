package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

/** What answers look like, whatever they say. */
public final class Answers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    public static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("not JSON: " + text, notJson);
        }
    }

    /** The header, or an empty text. */
    public static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** A page without the one script that every page names: a file of ours, and nothing in the page itself. */
    public static String withoutOurScript(HttpResponse<String> page) {
        return page.body().replaceAll("<script src=\"/[a-z]+\\.js\\?v=[0-9a-f]+\" defer></script>", "");
    }

    /** A refusal as of RFC 9457, with its stable code, that tells nothing of our insides. */
    public static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("type").asText()).isEqualTo("urn:tandem:problem:" + code);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertTellsNothingOfOurInsides(answer.body());
        assertSecurityHeaders(answer);
    }

    /** The same for people. */
    public static void assertPage(HttpResponse<String> answer, int status, String text) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(answer.body()).contains("<html", text);
        assertTellsNothingOfOurInsides(answer.body());
        assertSecurityHeaders(answer);
    }

    public static void assertRedirect(HttpResponse<String> answer, String location) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(header(answer, "Location")).isEqualTo(location);
        assertSecurityHeaders(answer);
    }

    public static void assertSecurityHeaders(HttpResponse<?> answer) {
        String from = answer.request().method() + " " + answer.uri() + " → " + answer.statusCode();
        assertThat(header(answer, "Content-Security-Policy"))
                .as(from)
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(header(answer, "X-Content-Type-Options")).as(from).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).as(from).isEqualTo("same-origin");
        assertThat(header(answer, "Cross-Origin-Opener-Policy")).as(from).isEqualTo("same-origin");
        assertThat(header(answer, "Cross-Origin-Resource-Policy")).as(from).isEqualTo("same-origin");
        assertThat(header(answer, "Permissions-Policy")).as(from).isNotEmpty();
        assertThat(header(answer, "Cache-Control")).as(from).isNotEmpty();
        assertThat(header(answer, "Server")).as(from).isEmpty();
    }

    private static void assertTellsNothingOfOurInsides(String body) {
        assertThat(body)
                .doesNotContain("io.tandem", "io.quarkus", "io.vertx", "java.", "Exception", "SELECT ", "mysqld");
    }
}
