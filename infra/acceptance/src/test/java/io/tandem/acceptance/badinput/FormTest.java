package io.tandem.acceptance.badinput;

import static io.tandem.acceptance.Answers.assertPage;
import static io.tandem.acceptance.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Tandem;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms filled in wrongly, or not ours. */
@ExtendWith(NothingWritten.class)
class FormTest {

    private static final String ONLY_NUMBERS = "请填写 1 到 9223372036854775807 之间的整数";

    private Caller browser;

    static Stream<String> notNumbers() {
        return Stream.of(
                "0",
                "-1",
                "+1",
                "1.5",
                "1e3",
                "0x10",
                "1,00",
                "1 2",
                "abc",
                "null",
                "٣",
                "9223372036854775808",
                "9".repeat(4000));
    }

    @BeforeEach
    void signIn() {
        browser = Caller.signedIn(Tandem.order());
        browser.get("/");
    }

    @ParameterizedTest
    @MethodSource("notNumbers")
    void aPaymentNeedsTwoPositiveNumbersAndKeepsWhatWasTyped(String typed) {
        HttpResponse<String> page = browser.form("/", Map.of("userId", typed, "orderId", "20001"));

        assertPage(page, 400, ONLY_NUMBERS);
        assertThat(page.body())
                .contains("value=\"" + typed + "\"", "value=\"20001\"", "aria-invalid=\"true\"")
                .containsOnlyOnce("aria-invalid");
    }

    @ParameterizedTest
    @MethodSource("notNumbers")
    void aQueryNeedsTwoPositiveNumbersAndKeepsWhatWasTyped(String typed) {
        String query = Caller.encoded(Map.of("userId", "1001", "orderId", typed));

        for (Caller caller : new Caller[] {browser, browser.at(Tandem.logistics())}) {
            HttpResponse<String> page = caller.get("/logistic?" + query);

            assertPage(page, 400, ONLY_NUMBERS);
            assertThat(page.body()).contains("value=\"" + typed + "\"", "value=\"1001\"");
        }
    }

    @Test
    void whatIsMissingIsAskedFor() {
        HttpResponse<String> page = browser.form("/", Map.of("userId", " "));

        assertPage(page, 400, "请填写这一项");
        assertThat(page.body().split("aria-invalid", -1)).hasSize(3);
        assertPage(browser.get("/logistic?userId="), 400, "请填写这一项");
    }

    @Test
    void aFormWithoutItsTokenIsStale() {
        assertPage(browser.form("/", Map.of("userId", "1", "orderId", "1", "csrf", "")), 403, "页面已过期");
        assertPage(browser.send("POST", "/", Caller.FORM, BodyPublishers.ofString("userId=1&orderId=1")), 403, "页面已过期");
        assertPage(browser.form("/", Map.of("userId", "1", "orderId", "1", "csrf", "x")), 403, "页面已过期");
    }

    @Test
    void aTokenOfAnotherSessionIsNoToken() {
        Caller other = Caller.signedIn(Tandem.order());
        String theirs = csrf(other.get("/"));

        assertPage(browser.form("/", Map.of("userId", "1", "orderId", "1", "csrf", theirs)), 403, "页面已过期");
    }

    @Test
    void nobodyIsSignedOutOrInByAFormOfAnotherSite() {
        assertPage(browser.form("/logout", Map.of("csrf", "")), 403, "页面已过期");
        assertPage(browser.get("/"), 200, "模拟订单支付");
        assertPage(
                Caller.browser(Tandem.order())
                        .form("/login", Map.of("username", Tandem.user(), "password", Tandem.password())),
                403,
                "页面已过期");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:1", "//evil.example", "nonsense^"})
    void whatABrowserSaysComesFromAnotherSiteIsRefused(String origin) {
        browser.with("Origin", origin);

        assertPage(browser.form("/", Map.of("userId", "1", "orderId", "1")), 403, "请求来自其他网站");
        assertProblem(browser.place(1, 1), 403, "cross-site");
    }

    @Test
    void aCrossSiteRequestIsRefusedWhateverItsCredentials() {
        assertProblem(
                Caller.program(Tandem.order())
                        .with("Sec-Fetch-Site", "cross-site")
                        .place(1, 1),
                403,
                "cross-site");
        assertProblem(
                Caller.program(Tandem.order())
                        .with("Sec-Fetch-Site", "same-site")
                        .place(1, 1),
                403,
                "cross-site");
    }

    @Test
    void withACookieTheApiTakesNothingThatAFormOfAnotherSiteCanSend() {
        for (String type : new String[] {"text/plain", Caller.FORM, "multipart/form-data;boundary=x"}) {
            assertProblem(
                    browser.send("POST", "/api/orders", type, BodyPublishers.ofString(Caller.order(1, 1))),
                    415,
                    "unsupported-media-type");
        }
    }

    private static String csrf(HttpResponse<String> page) {
        return page.body().replaceAll("(?s).*?name=\"csrf\" value=\"([^\"]*)\".*", "$1");
    }
}
