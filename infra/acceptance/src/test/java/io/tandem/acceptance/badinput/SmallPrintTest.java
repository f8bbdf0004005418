package io.tandem.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Answers;
import io.tandem.acceptance.RawHttp;
import io.tandem.acceptance.RawHttp.Reply;
import io.tandem.acceptance.Tandem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What connections do before and after any route has seen a request. */
class SmallPrintTest {

    @ParameterizedTest
    @CsvSource({
        "GET /%zz HTTP/1.1,     400, invalid",
        "POST /% HTTP/1.1,      400, invalid",
        "OPTIONS /%zz HTTP/1.1, 400, invalid",
        "GET /LONG HTTP/1.1,    414, uri-too-long"
    })
    void whatIsRefusedBeforeAnyRouteIsToldLikeEverythingElse(String line, int status, String code) {
        Reply reply = RawHttp.to(Tandem.order()).send(line.replace("LONG", "x".repeat(9_000)));

        assertThat(reply.status()).as(reply.head()).isEqualTo(status);
        assertThat(reply.head()).startsWith("HTTP/1.1 ");
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Answers.json(reply.body()).path("code").asText()).isEqualTo(code);
        assertThat(Answers.json(reply.body()).path("status").asInt()).isEqualTo(status);
    }

    @Test
    void headersThatAreTooLargeAreToldToo() {
        Reply reply = RawHttp.to(Tandem.order()).send("GET /login HTTP/1.1", "X: " + "x".repeat(40_000));

        assertThat(reply.status()).isEqualTo(431);
        assertThat(Answers.json(reply.body()).path("code").asText()).isEqualTo("headers-too-large");
    }

    @Test
    void pagesAndFilesAreCompressedForWhoTakesIt() throws Exception {
        for (String path : List.of("/login", "/tandem.css", "/nowhere")) {
            HttpResponse<byte[]> answer = get(path, "gzip");

            assertThat(answer.headers().firstValue("Content-Encoding")).as(path).contains("gzip");
            assertThat(answer.headers().allValues("Vary").toString()).containsIgnoringCase("Accept-Encoding");
            assertThat(unzipped(answer.body())).isEqualTo(withoutToken(path));
        }
    }

    @Test
    void nothingElseIsCompressedNorCalledIdentity() throws Exception {
        assertThat(get("/api/orders/1", "gzip").headers().firstValue("Content-Encoding"))
                .isEmpty();
        assertThat(get("/q/openapi", "gzip").headers().firstValue("Content-Encoding"))
                .isEmpty();
        assertThat(get("/login", "identity").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip;q=0", "identity", "br", "*;q=0", "gzip;q=0, *;q=0"})
    void isNotCompressedForWhoDoesNotTakeIt(String encodings) throws Exception {
        HttpResponse<byte[]> answer = get("/tandem.css", encodings);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.headers().allValues("Vary"))
                .singleElement()
                .asString()
                .isEqualToIgnoringCase("Accept-Encoding");
    }

    /** RFC 9110, 13.1.2 and 15.4.5. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OWN | 304",
                "W/OWN | 304",
                "* | 304",
                "\"a\", OWN | 304",
                "W/\"a\",W/OWN,\"b\" | 304",
                "\"a\" | 200",
                "W/\"a\", \"b\" | 200"
            })
    void whatTheBrowserHasIsNotSentAgain(String tags, int status) {
        RawHttp service = RawHttp.to(Tandem.order());
        String own = service.send("GET /tandem.css HTTP/1.1").header("ETag").replace("W/", "");
        String condition = "If-None-Match: " + tags.replace("OWN", own);

        for (String method : List.of("GET", "HEAD")) {
            Reply reply = service.send(method + " /tandem.css HTTP/1.1", condition, "Accept-Encoding: gzip");

            assertThat(reply.status()).as(method).isEqualTo(status);
            assertThat(reply.header("ETag")).isEqualTo("W/" + own);
            assertThat(reply.header("Cache-Control")).contains("max-age");
            assertThat(reply.header("Vary")).isEqualToIgnoringCase("Accept-Encoding");
            assertThat(reply.body().isEmpty()).isEqualTo(status == 304 || method.equals("HEAD"));
        }
    }

    /** A weight of 0 is no wish (RFC 9110, 12.4.2). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/login     | text/html;q=0               | 406",
                "/login     | */*;q=0                     | 406",
                "/login     | text/html;q=0.000, */*      | 200",
                "/login     | text/*                      | 200",
                "/login     | image/png                   | 406",
                "/api/trace | application/json;Q=0        | 406",
                "/api/trace | application/json;q=0.001    | 200",
                "/api/trace | application/problem+json    | 200",
                "/api/trace | text/html, */*;q=0          | 406",
                "/api/trace | application/*               | 200"
            })
    void whatTheClientWillNotHaveIsNotSent(String path, String accept, int status) {
        Reply reply = RawHttp.to(Tandem.order())
                .send(
                        "GET " + path + " HTTP/1.1",
                        RawHttp.basic(Tandem.user(), Tandem.password()),
                        "Accept: " + accept);

        assertThat(reply.status()).as(reply.head()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/9.9", "HTTP/0.9"})
    void anotherVersionIsNotAnsweredIn(String version) {
        Reply reply = RawHttp.to(Tandem.order()).send("GET /login " + version);

        assertThat(reply.status()).isEqualTo(505);
        assertThat(reply.head()).startsWith("HTTP/1.1 505 ");
        assertThat(Answers.json(reply.body()).path("code").asText()).isEqualTo("version-not-supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/ready", "/q/metrics"})
    void healthAndMetricsAreForReading(String path) {
        Reply reply = RawHttp.to(Tandem.services().order().managementUrl()).send("DELETE " + path + " HTTP/1.1");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void aPartIsNotPromisedAndTheWholeIsSent() {
        Reply reply = RawHttp.to(Tandem.order()).send("GET /tandem.css HTTP/1.1", "Range: bytes=0-9");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Range")).isEmpty();
    }

    /** RFC 9110, 9.3.7 and 15.5.6: of one address the same is said each time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/logout",
                "/logistic",
                "/status",
                "/trace",
                "/consistency",
                "/consistency/parked",
                "/result/00000000-0000-7000-8000-000000000000",
                "/tandem.css",
                "/favicon.ico",
                "/q/openapi",
                "/api/orders",
                "/api/orders/1",
                "/api/attempts/1",
                "/api/logistics",
                "/api/trace",
                "/api/trace/events",
                "/api/consistency",
                "/api/consistency/replays",
                "/nowhere",
                "/api/nowhere"
            })
    void optionsNameTheMethodsThatWork(String path) {
        String account = RawHttp.basic(Tandem.user(), Tandem.password());
        for (String url : List.of(Tandem.order(), Tandem.logistics())) {
            RawHttp service = RawHttp.to(url);
            Reply options = service.send("OPTIONS " + path + " HTTP/1.1", account);
            Reply refused = service.send("DELETE " + path + " HTTP/1.1", account);

            if (options.status() == 404) {
                assertThat(refused.status()).as(url + path).isEqualTo(404);
                continue;
            }
            assertThat(options.status()).as(url + path).isBetween(200, 204);
            assertThat(refused.status()).as(url + path).isEqualTo(405);
            Set<String> allowed = methods(options);
            assertThat(methods(refused)).as(url + path).isEqualTo(allowed);
            for (String method : List.of("GET", "HEAD", "PUT", "PATCH")) {
                int status =
                        service.send(method + " " + path + " HTTP/1.1", account).status();
                assertThat(status == 405)
                        .as(method + " " + url + path + " " + allowed)
                        .isEqualTo(!allowed.contains(method));
            }
        }
    }

    private static Set<String> methods(Reply reply) {
        return Set.of(reply.header("Allow").split(", *"));
    }

    private static String withoutToken(String path) throws Exception {
        return text(get(path, "identity").body());
    }

    private static String unzipped(byte[] body) throws IOException {
        return text(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes());
    }

    /** The token of a form is another each time. */
    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).replaceAll("name=\"csrf\" value=\"[^\"]*\"", "");
    }

    private static HttpResponse<byte[]> get(String path, String encoding) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(Tandem.order() + path))
                                .header("Accept", "text/html,*/*;q=0.8")
                                .header("Accept-Encoding", encoding)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }
}
