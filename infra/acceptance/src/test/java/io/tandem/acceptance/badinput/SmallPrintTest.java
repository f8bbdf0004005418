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
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
