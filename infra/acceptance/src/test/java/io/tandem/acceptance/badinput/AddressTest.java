package io.tandem.acceptance.badinput;

import static io.tandem.acceptance.Answers.assertPage;
import static io.tandem.acceptance.Answers.assertProblem;
import static io.tandem.acceptance.Answers.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.RawHttp;
import io.tandem.acceptance.RawHttp.Reply;
import io.tandem.acceptance.Tandem;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and methods that lead nowhere, and those that try to lead somewhere else. */
@ExtendWith(NothingWritten.class)
class AddressTest {

    private static final String HTML = "Accept: text/html";

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/orders",
        "DELETE, /api/orders/1",
        "PATCH, /api/orders/1",
        "GET, /api/orders",
        "POST, /api/attempts/1",
        "POST, /api/logistics",
        "GET, /logout",
        "PUT, /login",
        "DELETE, /",
        "POST, /result/1",
        "PROPFIND, /login",
        "TRACE, /"
    })
    void aMethodThatDoesNotWorkHereSaysWhichDo(String method, String path) {
        HttpResponse<String> answer = Caller.program(Tandem.order()).send(method, path, null, BodyPublishers.noBody());

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(header(answer, "Allow")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/api",
                "/api/nowhere",
                "/q/nowhere",
                "/q/dev",
                "/q/arc",
                "/.git/config",
                "/META-INF/microprofile-config.properties",
                "/application.properties",
                "/index.html",
                "/WEB-INF/web.xml",
                "/templates/layout.html"
            })
    void anAddressThatIsNotThereIsNotFound(String path) {
        for (String url : List.of(Tandem.order(), Tandem.logistics())) {
            assertProblem(Caller.program(url).get(path), 404, "not-found");
            assertProblem(Caller.stranger(url).get(path), 404, "not-found");
        }
    }

    @Test
    void peopleGetPagesForTheSame() {
        Caller browser = Caller.signedIn(Tandem.order());

        assertPage(browser.get("/nowhere"), 404, "页面不存在");
        assertPage(browser.get("/logout"), 405, "不支持这种访问方式");
        assertPage(browser.get("/result/nonsense"), 404, "页面不存在");
        assertPage(browser.get("/result/00000000-0000-7000-8000-000000000000"), 404, "页面不存在");
        assertPage(browser.at(Tandem.logistics()).get("/nowhere"), 404, "页面不存在");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "1.5", "9223372036854775808", "1%27%20OR%20%271%27=%271", "%7B1%7D"})
    void anOrderNumberThatIsNoneIsInvalid(String number) {
        assertProblem(Caller.program(Tandem.order()).get("/api/orders/" + number), 400, "invalid");
    }

    /** Roads that some layer might take for another than its neighbour does. */
    static Stream<String> tricks() {
        return Stream.of(
                "/logistic/../api/orders/1",
                "/login/../api/orders/1",
                "/login/%2e%2e/api/orders/1",
                "/login/..%2fapi/orders/1",
                "/login/..;/api/orders/1",
                "/login;/../api/orders/1",
                "/tandem.css/../api/orders/1",
                "/api//orders/1",
                "//api/orders/1",
                "/./api/orders/1",
                "/api%2forders%2f1",
                "/api/orders%2f1",
                "/api/orders/1%2f",
                "/api/orders/1;x=1",
                "/api/orders/1%00",
                "/API/orders/1",
                "/%61pi/orders/1",
                "/\\api\\orders\\1",
                "//evil.example/",
                "//evil.example/%2e%2e",
                "/%2f/evil.example",
                "/..%2f..%2f..%2f..%2fetc/passwd",
                "/../../../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/tandem.css/../../application.properties",
                "/%",
                "/%zz",
                "/%c0%af",
                "/%ff",
                "/%0d%0aSet-Cookie:%20x=1",
                "http://evil.example/api/orders/1",
                "evil",
                "*",
                "?");
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void noTrickWithTheAddressGetsPastTheSignIn(String path) {
        for (String url : List.of(Tandem.order(), Tandem.logistics())) {
            for (String accept : List.of("Accept: */*", HTML)) {
                Reply reply = RawHttp.to(url).send("GET " + path + " HTTP/1.1", accept);

                assertThat(reply.status()).as(reply.head() + reply.body()).isIn(303, 400, 401, 404, 406);
                assertStaysHere(reply);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void noTrickWithTheAddressBreaksAnythingForWhoIsSignedIn(String path) {
        String credentials = RawHttp.basic(Tandem.user(), Tandem.password());
        for (String url : List.of(Tandem.order(), Tandem.logistics())) {
            for (String method : List.of("GET", "POST")) {
                Reply reply = RawHttp.to(url).send(method + " " + path + " HTTP/1.1", credentials, HTML);

                assertThat(reply.status()).as(reply.head() + reply.body()).isBetween(200, 499);
                assertStaysHere(reply);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/?lang=en",
                "//evil.example?lang=en",
                "/\\evil.example?lang=en",
                "/%2f/evil.example?lang=en",
                "/..//evil.example?lang=en",
                "/login?lang=en%0d%0aSet-Cookie:%20x=1",
                "/login?next=%0d%0aSet-Cookie:%20x=1&lang=en",
                "/login?next=//evil.example&lang=en"
            })
    void theLanguageSwitchLeadsNowhereElse(String path) {
        assertStaysHere(RawHttp.to(Tandem.order()).send("GET " + path + " HTTP/1.1", HTML));
    }

    private static void assertStaysHere(Reply reply) {
        String location = reply.header("Location");
        if (!location.isEmpty()) {
            assertThat(location).startsWith("/").doesNotStartWith("//").doesNotStartWith("/\\");
        }
        assertThat(reply.head()).doesNotContain("Set-Cookie: x=1");
        if (reply.status() == 400 && reply.body().isEmpty()) {
            return; // refused before it was a request: nothing was said that a header could protect
        }
        assertThat(reply.header("X-Content-Type-Options")).as(reply.head()).isEqualTo("nosniff");
    }
}
