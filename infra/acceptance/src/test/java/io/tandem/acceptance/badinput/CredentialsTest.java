package io.tandem.acceptance.badinput;

import static io.tandem.acceptance.Answers.assertProblem;
import static io.tandem.acceptance.Answers.assertRedirect;
import static io.tandem.acceptance.Answers.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Tandem;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without proof of the demo account there is no caller: programs get 401, people the sign-in page. */
@ExtendWith(NothingWritten.class)
class CredentialsTest {

    private static final String FORGED = "A".repeat(43);

    @Test
    void aProgramWithoutCredentialsIsToldHowToBringSome() {
        for (String url : List.of(Tandem.order(), Tandem.logistics())) {
            HttpResponse<String> answer = Caller.stranger(url).get("/api/logistics?userId=1&orderId=1");

            assertProblem(answer, 401, "unauthenticated");
            assertThat(header(answer, "WWW-Authenticate")).startsWith("Basic realm=");
        }
        assertProblem(Caller.stranger(Tandem.order()).place(1, 1), 401, "unauthenticated");
    }

    @Test
    void wrongCredentialsAreRefused() {
        String nobody = "nobody" + Tandem.freshNumber();

        assertProblem(
                Caller.stranger(Tandem.order()).basic(nobody, Tandem.password()).place(1, 1), 401, "unauthenticated");
        assertProblem(Caller.stranger(Tandem.order()).basic("", "").place(1, 1), 401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic bm9jb2xvbg==",
                "Basic /////w==",
                "Bearer x",
                "Digest username=\"x\"",
                "x",
                "Negotiate AAAA"
            })
    void anAuthorizationThatMakesNoSenseIsNoCredentials(String authorization) {
        assertProblem(
                Caller.stranger(Tandem.order())
                        .with("Authorization", authorization)
                        .place(1, 1),
                401,
                "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "' OR '1'='1", "\"", "=", "%00", "../../etc/passwd"})
    void aCookieThatIsNoSessionIsNobodys(String value) {
        assertNobody(value);
    }

    @Test
    void aForgedCookieIsNobodys() {
        assertNobody(FORGED);
        assertNobody("A".repeat(4000));
    }

    @Test
    void anExpiredCookieIsNobodys() {
        Caller browser = Caller.signedIn(Tandem.order());
        assertThat(browser.get("/").statusCode()).isEqualTo(200);

        Rows.execute(
                "UPDATE web_session SET seen_at = seen_at - INTERVAL 31 MINUTE"
                        + " WHERE session_hash = UNHEX(SHA2(?, 256))",
                browser.cookie(Caller.session()));

        assertNobody(browser.cookie(Caller.session()));
    }

    @Test
    void aSessionPastItsLongestLifeIsOverHoweverBusyItWas() {
        Caller browser = Caller.signedIn(Tandem.order());

        Rows.execute(
                "UPDATE web_session SET created_at = created_at - INTERVAL 13 HOUR"
                        + " WHERE session_hash = UNHEX(SHA2(?, 256))",
                browser.cookie(Caller.session()));

        assertNobody(browser.cookie(Caller.session()));
    }

    @Test
    void whatStandsInTheSessionTableSignsNobodyIn() {
        Caller browser = Caller.signedIn(Tandem.order());

        assertThat(Rows.number(
                        "SELECT COUNT(*) FROM web_session WHERE session_hash = UNHEX(SHA2(?, 256))",
                        browser.cookie(Caller.session())))
                .isOne();
        assertThat(Rows.number(
                        "SELECT COUNT(*) FROM web_session WHERE CONVERT(session_hash USING latin1) LIKE ?",
                        browser.cookie(Caller.session()).substring(0, 20) + "%"))
                .isZero();
    }

    private static void assertNobody(String cookie) {
        for (String url : List.of(Tandem.order(), Tandem.logistics())) {
            assertProblem(
                    Caller.stranger(url).cookie(Caller.session(), cookie).get("/api/logistics?userId=1&orderId=1"),
                    401,
                    "unauthenticated");
            assertRedirect(
                    Caller.browser(url).cookie(Caller.session(), cookie).get("/logistic"), "/login?next=%2Flogistic");
        }
    }
}
