package io.tandem.acceptance.contract;

import static io.tandem.acceptance.Answers.assertPage;
import static io.tandem.acceptance.Answers.assertProblem;
import static io.tandem.acceptance.Answers.assertRedirect;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Tandem;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One sign-in, good for both services until the sign-out, and dead on both after it. */
class SessionTest {

    @Test
    void signingInLeadsToThePaymentPage() {
        Caller browser = Caller.browser(Tandem.order());
        assertPage(browser.get("/login"), 200, "登录");

        HttpResponse<String> answer = browser.signIn(Tandem.user(), Tandem.password(), "");

        assertRedirect(answer, "/");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith(Caller.session() + "="))
                .singleElement()
                .asString()
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax", "Path=/");
        assertPage(browser.get("/"), 200, "模拟订单支付");
    }

    @Test
    void signingInAtLogisticsLeadsToTheShipmentPage() {
        Caller browser = Caller.browser(Tandem.logistics());

        assertRedirect(browser.signIn(Tandem.user(), Tandem.password(), ""), "/logistic");
        assertPage(browser.get("/logistic"), 200, "模拟物流查询");
    }

    @Test
    void signingInLeadsBackToThePageFirstAskedFor() {
        Caller browser = Caller.browser(Tandem.order());
        HttpResponse<String> first = browser.get("/logistic?userId=1&orderId=2");
        assertRedirect(first, "/login?next=%2Flogistic%3FuserId%3D1%26orderId%3D2");

        assertPage(browser.get("/login?next=%2Flogistic%3FuserId%3D1%26orderId%3D2"), 200, "登录");
        HttpResponse<String> answer = browser.form(
                "/login",
                Map.of(
                        "username",
                        Tandem.user(),
                        "password",
                        Tandem.password(),
                        "next",
                        "/logistic?userId=1&orderId=2"));

        assertRedirect(answer, "/logistic?userId=1&orderId=2");
    }

    @Test
    void whoeverTakesAnythingIsShownTheWayToTheSignInAsWell() {
        for (String url : new String[] {Tandem.order(), Tandem.logistics()}) {
            assertRedirect(
                    Caller.stranger(url).get("/logistic?userId=1&orderId=2"),
                    "/login?next=%2Flogistic%3FuserId%3D1%26orderId%3D2");
            assertProblem(
                    Caller.stranger(url)
                            .basic("nobody" + Tandem.freshNumber(), "x")
                            .get("/logistic"),
                    401,
                    "unauthenticated");
        }
        assertProblem(Caller.stranger(Tandem.order()).get("/api/trace"), 401, "unauthenticated");
    }

    @Test
    void oneSignInServesBothServicesAndTheirApis() {
        Caller atOrder = Caller.signedIn(Tandem.order());

        Caller atLogistics = atOrder.at(Tandem.logistics());

        assertPage(atLogistics.get("/logistic"), 200, "模拟物流查询");
        assertPage(atOrder.get("/logistic"), 200, "模拟物流查询");
        assertProblem(atOrder.get("/api/orders/" + Tandem.freshNumber()), 404, "not-found");
        assertProblem(atLogistics.get("/api/logistics?userId=1&orderId=1"), 404, "not-created");
        assertThat(atOrder.place(Tandem.freshNumber(), Tandem.freshNumber()).statusCode())
                .isEqualTo(201);
    }

    @Test
    void afterSigningOutAtOneTheOldCookieIsDeadOnBoth() {
        Caller atOrder = Caller.signedIn(Tandem.order());
        String oldCookie = atOrder.cookie(Caller.session());
        atOrder.get("/");

        HttpResponse<String> answer = atOrder.form("/logout", Map.of());

        assertRedirect(answer, "/login?signed-out=1");
        assertThat(atOrder.cookie(Caller.session())).isNull();
        assertPage(atOrder.get("/login?signed-out=1"), 200, "已退出");
        for (String url : new String[] {Tandem.order(), Tandem.logistics()}) {
            Caller thief = Caller.browser(url).cookie(Caller.session(), oldCookie);
            assertRedirect(thief.get("/logistic"), "/login?next=%2Flogistic");
            assertProblem(
                    Caller.stranger(url).cookie(Caller.session(), oldCookie).get("/api/logistics?userId=1&orderId=1"),
                    401,
                    "unauthenticated");
        }
    }

    @Test
    void aFormThatLogisticsRenderedCanBePostedToOrder() {
        Caller atOrder = Caller.signedIn(Tandem.order());
        assertPage(atOrder.get("/logistic"), 200, "action=\"/logout\"");

        assertRedirect(atOrder.form("/logout", Map.of()), "/login?signed-out=1");
    }

    @Test
    void aCookieThatWasPlantedBeforeTheSignInIsWorthNothingAfterIt() {
        String planted = "A".repeat(43);
        Caller victim = Caller.browser(Tandem.order()).cookie(Caller.session(), planted);

        victim.signIn(Tandem.user(), Tandem.password(), "");

        assertThat(victim.cookie(Caller.session())).isNotEqualTo(planted);
        assertNobody(planted);
    }

    @Test
    void notEvenASessionOfTheAttackersOwnThatWasPlantedOutlivesTheSignIn() {
        String theirs = Caller.signedIn(Tandem.logistics()).cookie(Caller.session());
        Caller victim = Caller.browser(Tandem.order()).cookie(Caller.session(), theirs);

        victim.signIn(Tandem.user(), Tandem.password(), "");

        assertThat(victim.cookie(Caller.session())).isNotEqualTo(theirs);
        assertPage(victim.get("/"), 200, "模拟订单支付");
        assertNobody(theirs);
    }

    @Test
    void aSessionIsInTheCookieAndNowhereElse() {
        String session = Caller.signedIn(Tandem.order()).cookie(Caller.session());

        assertRedirect(
                Caller.browser(Tandem.order()).get("/logistic?" + Caller.session() + "=" + session),
                "/login?next=%2Flogistic%3F" + Caller.session() + "%3D" + session);
        assertRedirect(
                Caller.browser(Tandem.order())
                        .with("Authorization", "Bearer " + session)
                        .get("/logistic"),
                "/login?next=%2Flogistic");
        assertRedirect(
                Caller.browser(Tandem.order()).get("/logistic;" + Caller.session() + "=" + session),
                "/login?next=%2Flogistic%3B" + Caller.session() + "%3D" + session);
    }

    private static void assertNobody(String cookie) {
        for (String url : new String[] {Tandem.order(), Tandem.logistics()}) {
            assertRedirect(
                    Caller.browser(url).cookie(Caller.session(), cookie).get("/logistic"), "/login?next=%2Flogistic");
        }
    }
}
