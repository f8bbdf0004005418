package io.tandem.web;

import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.web.app.Caller;
import io.tandem.web.app.RealMySql;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealMySql.class)
@Tag("servers")
class BadInputTest {
    private static final String GOOD = "{\"userId\":1001,\"orderId\":20001}";

    @TestHTTPResource
    URI base;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userId\":\"1\",\"orderId\":1}",
                "{\"userId\":1.5,\"orderId\":1}",
                "{\"userId\":9223372036854775808,\"orderId\":1}",
                "{\"userId\":1,\"userId\":2,\"orderId\":1}",
                "{\"userId\":1,\"orderId\":1,\"extra\":1}",
                "{\"userId\":1,\"orderId\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}",
                "{\"userId\":1",
                "hello",
                "null",
                "[]",
                ""
            })
    void jsonThatIsNotAnOrder(String body) {
        for (String path : List.of("/api/orders", "/api/orders/blocking")) {
            HttpResponse<String> response = program().json(path, body);

            expect(response, 400, "invalid");
            assertThat(response.body())
                    .contains("\"errors\":[{\"field\":")
                    .doesNotContain("io.tandem", "jackson", "java.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/json;charset=gbk",
        "text/plain",
        "application/xml",
        "nonsense",
        "multipart/form-data;boundary=x"
    })
    void anotherMediaType(String type) {
        expect(program().send("POST", "/api/orders", type, ofString(GOOD)), 415, "unsupported-media-type");
    }

    @Test
    void noMediaType() {
        expect(program().send("POST", "/api/orders", null, ofString(GOOD)), 415, "unsupported-media-type");
    }

    @Test
    void bytesThatAreNotUtf8() {
        for (String charset : List.of("UTF-16", "UTF-16LE", "GBK")) {
            byte[] body = "{\"userId\":1,\"orderId\":1,\"备注\":1}".getBytes(Charset.forName(charset));
            expect(program().send("POST", "/api/orders", "application/json", ofByteArray(body)), 400, "invalid");
        }
    }

    @Test
    void aBodyThatIsTooLarge() {
        byte[] large = new byte[1024 * 1024];

        expect(program().send("POST", "/api/orders", "application/json", ofByteArray(large)), 413, "too-large");
        expect(
                program()
                        .send(
                                "POST",
                                "/api/orders",
                                "application/json",
                                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))),
                413,
                "too-large");
        assertThat(Caller.browser(base)
                        .send("POST", "/login", "application/x-www-form-urlencoded", ofByteArray(large))
                        .body())
                .contains("提交的内容过大");
    }

    @Test
    void aLongPasswordIsReadWhole() {
        assertThat(Caller.browser(base)
                        .signIn("long", Caller.PASSWORD.repeat(1000), "")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void anotherMethod() {
        HttpResponse<String> response = program().send("PUT", "/api/orders");
        expect(response, 405, "method-not-allowed");
        assertThat(response.headers().firstValue("Allow")).contains("OPTIONS, POST");

        assertThat(program().send("DELETE", "/api/orders/1").headers().firstValue("Allow"))
                .contains("GET, HEAD, OPTIONS");
        expect(program().send("TRACE", "/"), 405, "method-not-allowed");
        expect(program().send("PROPFIND", "/login"), 405, "method-not-allowed");
    }

    @Test
    void aPathThatIsNotThere() {
        expect(program().get("/nowhere"), 404, "not-found");
        expect(program().get("/api/nowhere"), 404, "not-found");
        expect(program().get("/q/nowhere"), 404, "not-found");
        expect(program().json("/nowhere", GOOD), 404, "not-found");
        expect(program().get("/META-INF/microprofile-config.properties"), 404, "not-found");
        expect(program().get("/api/orders/abc"), 400, "invalid");
    }

    @Test
    void anAnswerThatCannotBeGiven() {
        expect(
                Caller.program(base).basic().with("Accept", "application/xml").get("/api/orders/1"),
                406,
                "not-acceptable");
    }

    @Test
    void anEndpointThatNobodyAnnotated() {
        expect(program().get("/api/forgotten"), 403, "forbidden");
    }

    @Test
    void whatEndpointsRefuseThemselves() {
        HttpResponse<String> taken = program().get("/api/taken");
        expect(taken, 409, "order-exists");
        assertThat(taken.body())
                .isEqualTo(
                        "{\"type\":\"urn:tandem:problem:order-exists\",\"title\":\"The order exists already\",\"status\":409,"
                                + "\"code\":\"order-exists\",\"detail\":\"Order 1 is taken\",\"instance\":\"/api/taken\"}");
        expect(program().get("/api/bare"), 410, "refused");
    }

    @Test
    void defectsOfOursSayNothingAboutThemselves() {
        HttpResponse<String> broken = program().get("/api/broken");

        expect(broken, 500, "internal");
        assertThat(broken.body()).contains("urn:uuid:").doesNotContain("detail for the log", "Exception");
    }

    private Caller program() {
        return Caller.program(base).basic();
    }

    private static void expect(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"" + code + "\"", "\"status\":" + status);
    }
}
