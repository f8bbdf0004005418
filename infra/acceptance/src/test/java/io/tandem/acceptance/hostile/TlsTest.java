package io.tandem.acceptance.hostile;

import static io.tandem.acceptance.Answers.assertPage;
import static io.tandem.acceptance.Answers.assertRedirect;
import static io.tandem.acceptance.Answers.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Tandem;
import io.tandem.local.fault.RowLock;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Under TLS no cookie of ours ever travels without, and none that came from elsewhere is believed. */
class TlsTest {

    private static final String SECURE_SESSION = "__Host-" + Caller.session();

    private final Exposed exposed = Exposed.exposed();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(exposed.certificate().trusted())
            .build();

    @Test
    void everyCookieIsSecureAndOfThisHostAlone() {
        Caller browser = browser();

        assertSecure(browser.get("/login"), "__Host-tandem_form");
        assertSecure(browser.signIn(Tandem.user(), Tandem.password(), ""), SECURE_SESSION);
        assertSecure(browser.get("/?lang=en"), "__Host-tandem_lang");
        assertSecure(browser.form("/logout", Map.of("csrf", token(browser))), SECURE_SESSION);
    }

    /** A browser takes {@code __Host-} with the path {@code /} only. */
    @Test
    void theCookieOfARejectedPaymentIsSecureAndOfItsPageAlone() {
        Caller browser = browser();
        browser.signIn(Tandem.user(), Tandem.password(), "");
        browser.get("/");
        long order = Tandem.freshNumber();
        HttpResponse<String> answer;
        RowLock held = new RowLock(Tandem.stack().database(), order);
        try (held) {
            answer = browser.form("/", Map.of("userId", "1001", "orderId", Long.toString(order)));
        }

        String page = header(answer, "Location");
        assertThat(answer.headers().allValues("Set-Cookie")).singleElement().satisfies(cookie -> assertThat(cookie)
                .startsWith("__Secure-tandem_outcome=")
                .contains("; Path=" + page, "; Secure", "; SameSite=Lax")
                .containsIgnoringCase("; HttpOnly")
                .doesNotContain("Domain="));
        assertPage(browser.get(page), 503, "创建支付订单失败");
    }

    @Test
    void aCookieThatLogisticsSetOverPlainHttpIsNotPassedOn() {
        HttpResponse<String> answer =
                browser().basic(Tandem.user(), Tandem.password()).get("/logistic");

        assertThat(answer.body()).isEqualTo(Upstream.BODY);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void aBrowserIsToldToStayWithTls() {
        assertThat(header(browser().get("/login"), "Strict-Transport-Security")).contains("max-age=31536000");
        assertThat(header(Caller.browser(exposed.url()).get("/login"), "Strict-Transport-Security"))
                .isEmpty();
    }

    @Test
    void aSessionCookieWithoutThePrefixIsNotBelieved() {
        String session = Caller.signedIn(Tandem.order()).cookie(Caller.session());

        assertRedirect(browser().cookie(Caller.session(), session).get("/"), "/login?next=%2F");
        assertPage(browser().cookie(SECURE_SESSION, session).get("/"), 200, "模拟订单支付");
    }

    @Test
    void signingOutUnderTlsKillsTheSessionOnBothServices() {
        Caller browser = browser();
        browser.signIn(Tandem.user(), Tandem.password(), "");
        String session = browser.cookie(SECURE_SESSION);
        assertThat(asLogisticsSees(session).statusCode()).isEqualTo(200);

        browser.form("/logout", Map.of("csrf", token(browser)));

        assertRedirect(asLogisticsSees(session), "/login?next=%2Flogistic");
        assertRedirect(browser().cookie(SECURE_SESSION, session).get("/"), "/login?next=%2F");
    }

    private Caller browser() {
        return Caller.browser(exposed.tlsUrl()).over(client);
    }

    private static HttpResponse<String> asLogisticsSees(String session) {
        return Caller.browser(Tandem.logistics())
                .cookie(SECURE_SESSION, session)
                .get("/logistic");
    }

    private static String token(Caller browser) {
        return browser.get("/").body().replaceAll("(?s).*?name=\"csrf\" value=\"([^\"]*)\".*", "$1");
    }

    private static void assertSecure(HttpResponse<String> answer, String name) {
        assertThat(answer.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .anyMatch(cookie -> cookie.startsWith(name + "="))
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-")
                        .contains("; Path=/", "; Secure", "; SameSite=Lax")
                        .containsIgnoringCase("; HttpOnly")
                        .doesNotContain("Domain="));
    }
}
