package io.tandem.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.web.app.Caller;
import io.tandem.web.app.RealMySql;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealMySql.class)
@Tag("servers")
class SignInTest {
    @TestHTTPResource
    URI base;

    @Test
    void asksForASignInAndComesBackToThePageAskedFor() {
        Caller browser = Caller.browser(base);
        HttpResponse<String> asked = browser.get("/?text=%E6%94%AF%E4%BB%98");
        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(location(asked)).isEqualTo("/login?next=%2F%3Ftext%3D%25E6%2594%25AF%25E4%25BB%2598");

        assertThat(browser.get(location(asked)).body()).contains("value=\"/?text=%E6%94%AF%E4%BB%98\"");
        HttpResponse<String> signedIn = browser.signIn(Caller.ACCOUNT, Caller.PASSWORD, "/?text=%E6%94%AF%E4%BB%98");
        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(browser.get(location(signedIn)).body()).contains("<h1>支付</h1>");
    }

    @Test
    void goesHomeWhenNoPageOrAStrangeOneWasAskedFor() {
        for (String next : List.of("", "//evil.example", "https://evil.example", "/login", "/%2fevil.example")) {
            assertThat(location(Caller.browser(base).signIn(Caller.ACCOUNT, Caller.PASSWORD, next)))
                    .as(next)
                    .isEqualTo("/");
        }
    }

    @Test
    void theCookieIsKeptFromScriptsAndOtherSites() {
        HttpResponse<String> response = Caller.browser(base).signIn(Caller.ACCOUNT, Caller.PASSWORD, "");

        assertThat(response.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("tandem_session=")
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax", "Path=/")
                .doesNotContain("Secure", "Max-Age");
    }

    @Test
    void saysTheSameWhateverWasWrongAndKeepsTheName() {
        String account = Caller.browser(base).signIn("nobody", "x", "").body().replace("nobody", "NAME");
        String password =
                Caller.browser(base).signIn(Caller.ACCOUNT, "x", "").body().replace(Caller.ACCOUNT, "NAME");

        assertThat(account).contains("用户名或密码不正确", "value=\"NAME\"").doesNotContain("tandem_session");
        assertThat(withoutToken(account)).isEqualTo(withoutToken(password));
        assertThat(Caller.browser(base).signIn("nobody", "x", "").statusCode()).isEqualTo(401);
    }

    @Test
    void writesWhatWasTypedSafely() {
        assertThat(Caller.browser(base)
                        .signIn("\"><script>alert(1)</script>", "x", "")
                        .body())
                .doesNotContain("<script>")
                .contains("value=\"&quot;&gt;&lt;script&gt;");
    }

    @Test
    void everySignInHasANewSessionAndEndsTheOldOne() {
        Caller browser =
                Caller.browser(base).cookie("tandem_session", "A".repeat(43)).signedIn();
        String first = browser.cookie("tandem_session");
        assertThat(first).isNotEqualTo("A".repeat(43));

        browser.get("/");
        browser.post("/login", Map.of("username", Caller.ACCOUNT, "password", Caller.PASSWORD, "next", ""));

        assertThat(browser.cookie("tandem_session")).isNotEqualTo(first);
        assertThat(with(first).get("/api/orders/1").statusCode()).isEqualTo(401);
    }

    @Test
    void signingOutKillsTheCookie() {
        Caller browser = Caller.browser(base).signedIn();
        String session = browser.cookie("tandem_session");
        assertThat(with(session).get("/api/orders/1").statusCode()).isEqualTo(200);

        browser.get("/");
        HttpResponse<String> out = browser.post("/logout", Map.of());

        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(browser.cookie("tandem_session")).isNull();
        assertThat(browser.get(location(out)).body()).contains("已退出");
        assertThat(with(session).get("/api/orders/1").statusCode()).isEqualTo(401);
        assertThat(Caller.browser(base)
                        .cookie("tandem_session", session)
                        .get("/")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void programsUseBasic() {
        assertThat(Caller.program(base).basic().get("/api/orders/7").body()).isEqualTo("{\"userId\":1,\"orderId\":7}");
        for (Caller stranger : List.of(
                Caller.program(base),
                Caller.program(base).basic(Caller.ACCOUNT, "wrong"),
                Caller.program(base).with("Authorization", "Basic !!!"),
                Caller.program(base).with("Authorization", "Bearer x"),
                Caller.program(base).cookie("tandem_session", "forged"))) {
            HttpResponse<String> refused = stranger.get("/api/orders/7");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("\"code\":\"unauthenticated\"");
            assertThat(refused.headers().firstValue("WWW-Authenticate"))
                    .contains("Basic realm=\"Tandem\", charset=\"UTF-8\"");
        }
    }

    /** With accounts of its own, so that it slows down no other test. */
    @Test
    void guessingIsSlowedDownOnTheFormAndWithBasicTogether() {
        for (int i = 0; i < 3; i++) {
            assertThat(Caller.browser(base).signIn("guessed", "x", "").statusCode())
                    .isEqualTo(401);
            assertThat(Caller.program(base)
                            .basic("guessed", "x")
                            .get("/api/orders/1")
                            .statusCode())
                    .isEqualTo(401);
        }

        HttpResponse<String> form = Caller.browser(base).signIn("guessed", "x", "");
        HttpResponse<String> basic = Caller.program(base).basic("guessed", "x").get("/api/orders/1");

        assertThat(form.statusCode()).isEqualTo(429);
        assertThat(form.body()).contains("尝试次数过多", "value=\"guessed\"");
        assertThat(form.headers().firstValue("Retry-After")).contains("1");
        assertThat(basic.statusCode()).isEqualTo(429);
        assertThat(basic.body()).contains("\"code\":\"too-many-attempts\"");
        assertThat(basic.headers().firstValue("Retry-After")).contains("1");
    }

    private Caller with(String session) {
        return Caller.program(base).cookie("tandem_session", session);
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private static String withoutToken(String page) {
        return page.replaceAll("name=\"csrf\" value=\"[^\"]*\"", "");
    }
}
