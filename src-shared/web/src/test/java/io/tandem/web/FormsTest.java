package io.tandem.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.web.app.Caller;
import io.tandem.web.app.RealMySql;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealMySql.class)
@Tag("servers")
class FormsTest {
    @TestHTTPResource
    URI base;

    private Caller browser;

    @BeforeEach
    void signIn() {
        browser = Caller.browser(base).signedIn();
        browser.get("/");
    }

    @Test
    void takesAFormOfOurs() {
        assertThat(browser.post("/", Map.of("text", "支付 & co")).body()).contains("posted 支付 &amp; co");
    }

    @Test
    void everyTabHasAFormThatWorks() {
        String first = browser.csrf();
        browser.get("/?text=second");

        assertThat(browser.post("/", Map.of("csrf", first)).statusCode()).isEqualTo(200);
        assertThat(browser.post("/", Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAFormWithoutItsToken() {
        for (String token : new String[] {"", "x", browser.csrf() + "x", "支付"}) {
            HttpResponse<String> refused = browser.post("/", Map.of("csrf", token));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("页面已过期");
        }
    }

    /** Else the length of compressed pages, with something typed in that a page repeats, would give it away. */
    @Test
    void aTokenIsNeverWrittenTwice() {
        String first = browser.csrf();
        browser.get("/");

        assertThat(browser.csrf()).isNotEqualTo(first);
        assertThat(browser.post("/", Map.of("csrf", first)).statusCode()).isEqualTo(200);
    }

    /** What the token alone refuses: a request that says nothing of where it comes from, as behind a proxy for privacy. */
    @Test
    void refusesAFormWithoutATokenThatBringsHttpBasicAndNoOrigin() {
        HttpResponse<String> forged = Caller.program(base)
                .basic()
                .send("POST", "/", "application/x-www-form-urlencoded", HttpRequest.BodyPublishers.ofString("text=x"));

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("\"code\":\"stale-form\"");
    }

    @Test
    void aRefusalOfAnotherHostNamesTheSettingsOfAProxy() {
        HttpResponse<String> refused =
                browser.with("Origin", "http://shop.example").post("/", Map.of());

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("proxy_set_header Host $http_host", "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES")
                .doesNotContain("shop.example");
    }

    @Test
    void refusesTheTokenOfAnotherSession() {
        String token = browser.csrf();

        assertThat(Caller.browser(base)
                        .signedIn()
                        .post("/", Map.of("csrf", token))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void refusesASignInForgedByAnotherSite() {
        Caller victim = Caller.browser(base);

        assertThat(victim.post("/login", Map.of("username", Caller.ACCOUNT, "password", Caller.PASSWORD))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void refusesWhatTheBrowserSaysComesFromElsewhere() {
        assertThat(browser.with("Sec-Fetch-Site", "cross-site")
                        .post("/", Map.of())
                        .body())
                .contains("请求来自其他网站");
        assertThat(Caller.program(base)
                        .basic()
                        .with("Origin", "https://evil.example")
                        .json("/api/orders", "{\"userId\":1,\"orderId\":1}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void takesNothingButJsonWithASessionAtTheApi() {
        Caller program = Caller.program(base).cookie("tandem_session", browser.cookie("tandem_session"));

        assertThat(program.json("/api/orders", "{\"userId\":1,\"orderId\":1}").statusCode())
                .isEqualTo(200);
        assertThat(program.send("POST", "/api/replay").statusCode()).isEqualTo(415);
        assertThat(program.send("POST", "/api/replay", "text/plain", HttpRequest.BodyPublishers.ofString("x"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(Caller.program(base).basic().send("POST", "/api/replay").statusCode())
                .isEqualTo(200);
    }

    @Test
    void sendsAPersonWhoseSessionIsOverToTheSignIn() {
        browser.cookie("tandem_session", "A".repeat(43));

        HttpResponse<String> response = browser.post("/", Map.of("text", "x"));

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location"))
                .hasValueSatisfying(place -> assertThat(place).startsWith("/login?expired=1&next="));
    }

    /** Java's HttpClient, for one, keeps the header of the form it posted when it follows a redirect. */
    @Test
    void aGetThatNamesAFormsContentTypeIsAnsweredLikeAnyOther() {
        HttpResponse<String> page = Caller.browser(base)
                .send("GET", "/login", "application/x-www-form-urlencoded", HttpRequest.BodyPublishers.noBody());

        assertThat(page.statusCode()).isEqualTo(200);
    }
}
