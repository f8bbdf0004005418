package io.tandem.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.web.app.Caller;
import io.tandem.web.app.RealMySql;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP by the letter of RFC 9110, 9111, 9112 and 9457. */
@QuarkusTest
@QuarkusTestResource(RealMySql.class)
@Tag("servers")
class SmallPrintTest {

    @TestHTTPResource
    URI base;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/login          | GET, HEAD, OPTIONS, POST",
                "/logout         | OPTIONS, POST",
                "/               | GET, HEAD, OPTIONS, POST",
                "/api/orders     | OPTIONS, POST",
                "/api/orders/1   | GET, HEAD, OPTIONS",
                "/tandem.css?v=1 | GET, HEAD, OPTIONS"
            })
    void optionsNamesTheMethodsThatWorkThere(String path, String methods) {
        HttpResponse<String> options = program().send("OPTIONS", path);

        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.headers().allValues("Allow")).singleElement().satisfies(allow -> assertThat(allow)
                .isEqualTo(methods));
        for (String method : Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH")) {
            int status = program().send(method, path).statusCode();
            if (new TreeSet<>(Set.of(methods.split(", ", -1))).contains(method)) {
                assertThat(status).as(method).isNotIn(404, 405);
            } else {
                assertThat(status).as(method).isIn(404, 405);
            }
        }
    }

    /** Quarkus' own route, which says what it takes. */
    @Test
    void optionsAreNamedOnce() {
        assertThat(program().send("OPTIONS", "/q/openapi").headers().allValues("Allow"))
                .containsExactly("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/api/nowhere", "/api", "/q/nowhere", "/login/x"})
    void whatIsNotThereHasNoOptions(String path) {
        HttpResponse<String> options = program().send("OPTIONS", path);

        assertThat(options.statusCode()).isEqualTo(404);
        assertThat(options.headers().firstValue("Allow")).isEmpty();
        assertThat(options.body()).contains("\"code\":\"not-found\"");
    }

    @Test
    void optionsOfTheServerAsAWhole() throws IOException {
        assertThat(raw("OPTIONS * HTTP/1.1")).startsWith("HTTP/1.1 204 ").containsIgnoringCase("\r\nallow: GET, ");
    }

    @Test
    void whoTakesProblemsTakesTheAnswersOfTheApi() {
        Caller caller = program().with("Accept", "application/problem+json");

        assertThat(caller.get("/api/orders/7").statusCode()).isEqualTo(200);
        assertThat(caller.get("/api/orders/7")
                        .headers()
                        .firstValue("Content-Type")
                        .orElse(""))
                .startsWith("application/json");
        assertThat(caller.get("/api/taken").statusCode()).isEqualTo(409);
        assertThat(caller.get("/api/nowhere").statusCode()).isEqualTo(404);
        assertThat(Caller.program(base)
                        .with("Accept", "application/problem+json")
                        .get("/api/orders/7")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aFileHasAnEntityTagAndIsNotSentTwice() {
        for (String path : Set.of("/tandem.css", "/tandem.svg", "/tandem.js")) {
            HttpResponse<String> first = Caller.browser(base).get(path);
            String tag = first.headers().firstValue("ETag").orElse("");

            assertThat(tag).matches("W/\"[0-9a-f]+\"");
            for (String known : Set.of(tag, "\"x\", " + tag, tag.substring(2), "*")) {
                HttpResponse<String> again =
                        Caller.browser(base).with("If-None-Match", known).get(path);
                assertThat(again.statusCode()).as(known).isEqualTo(304);
                assertThat(again.body()).isEmpty();
                assertThat(again.headers().firstValue("ETag")).contains(tag);
                assertThat(again.headers().firstValue("Cache-Control").orElse(""))
                        .contains("max-age");
            }
            assertThat(Caller.browser(base)
                            .with("If-None-Match", "\"other\"")
                            .get(path)
                            .body())
                    .isEqualTo(first.body());
        }
    }

    private Caller program() {
        return Caller.program(base).basic();
    }

    private String raw(String line) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream()
                    .write((line + "\r\nHost: " + base.getAuthority() + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
