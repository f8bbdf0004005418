package io.tandem.acceptance.hostile;

import static io.tandem.acceptance.Answers.assertPage;
import static io.tandem.acceptance.Answers.assertProblem;
import static io.tandem.acceptance.Answers.assertRedirect;
import static io.tandem.acceptance.Answers.assertSecurityHeaders;
import static io.tandem.acceptance.Answers.header;
import static io.tandem.acceptance.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Tandem;
import io.tandem.acceptance.Traces;
import io.tandem.acceptance.consistency.Misfits;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same rules for each address of both services, those of the trace and of the console too, with something to show on them. */
class EveryPageTest {

    private static final Pattern POST_FORM =
            Pattern.compile("<form[^>]* method=\"post\" action=\"([^\"]*)\".*?</form>", Pattern.DOTALL);

    private static String attempt;
    private static long order;

    @BeforeAll
    static void somethingToShow() {
        order = Tandem.freshNumber();
        attempt = json(Caller.program(Tandem.order()).place(Tandem.freshNumber(), order))
                .path("attemptId")
                .asText();
        Traces.awaitSettled(order, 1);
        Misfits.parked(Misfits.attemptMade(Duration.ofSeconds(9)), Tandem.freshNumber(), "{}");
    }

    private static List<String> pages(String base) {
        List<String> pages = new ArrayList<>(List.of(
                "/logistic", "/logistic?userId=1&orderId=" + order, "/logistic?userId=x", "/status", "/api-docs"));
        if (base.equals(Tandem.order())) {
            pages.addAll(List.of(
                    "/",
                    "/result/" + attempt,
                    "/trace",
                    "/trace?orderId=" + order,
                    "/trace?attemptId=" + attempt,
                    "/trace?messageId=nothing",
                    "/consistency",
                    "/consistency?done=1-9",
                    "/consistency/parked",
                    "/consistency/parked?state=DISMISSED&reason=x&hours=1&from=1&select=all",
                    "/consistency/missing?user=1",
                    "/consistency/log",
                    "/trace?scale=time&attemptId=" + attempt));
        }
        return pages;
    }

    private static List<String> calls(String base) {
        List<String> calls = new ArrayList<>(List.of("/api/logistics?userId=1&orderId=" + order, "/api/logistics"));
        if (base.equals(Tandem.order())) {
            calls.addAll(List.of(
                    "/api/orders/" + order,
                    "/api/orders/x",
                    "/api/attempts/" + attempt,
                    "/api/trace",
                    "/api/trace?orderId=" + order,
                    "/api/trace/events?attemptId=" + attempt,
                    "/api/consistency"));
        }
        return calls;
    }

    private static List<String> forEverybody() {
        return List.of(
                "/login", "/login?signed-out=1", "/tandem.css", "/tandem.js", "/tandem.svg", "/nowhere", "/q/openapi");
    }

    private static List<String> services() {
        return List.of(Tandem.order(), Tandem.logistics());
    }

    @Test
    void everyAnswerCarriesTheSecurityHeadersAndNoCookieForScriptsOrOtherSites() {
        for (String base : services()) {
            Caller signedIn = Caller.signedIn(base);
            List<String> all = new ArrayList<>(pages(base));
            all.addAll(calls(base));
            all.addAll(forEverybody());
            for (String path : all) {
                assertSafe(signedIn.get(path));
                assertSafe(Caller.browser(base).get(path));
                assertSafe(Caller.program(base).get(path));
                assertSafe(Caller.program(base).send("HEAD", path, null, BodyPublishers.noBody()));
            }
        }
    }

    @Test
    void nothingThatIsForOneCallerMayBeKept() {
        for (String base : services()) {
            Caller signedIn = Caller.signedIn(base);
            List<String> all = new ArrayList<>(pages(base));
            all.addAll(calls(base));
            for (String path : all) {
                assertThat(header(signedIn.get(path), "Cache-Control")).as(path).isEqualTo("no-store");
            }
        }
    }

    @Test
    void whoIsNobodySeesNoneOfIt() {
        for (String base : services()) {
            for (String path : pages(base)) {
                HttpResponse<String> answer = Caller.browser(base).get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(303);
                assertThat(header(answer, "Location")).startsWith("/login?next=");
            }
            for (String path : calls(base)) {
                assertProblem(Caller.stranger(base).get(path), 401, "unauthenticated");
            }
        }
    }

    @Test
    void everyFormHasATokenAndIsRefusedWithoutIt() {
        Set<String> actions = new LinkedHashSet<>();
        for (String base : services()) {
            Caller signedIn = Caller.signedIn(base);
            for (String path : pages(base)) {
                POST_FORM.matcher(signedIn.get(path).body()).results().forEach(form -> {
                    assertThat(form.group()).as(path).contains("name=\"csrf\" value=\"");
                    actions.add(URI.create(base).resolve(form.group(1)).toString());
                });
            }
        }

        assertThat(actions).extracting(action -> URI.create(action).getPath()).contains("/", "/logout", "/consistency");
        for (String action : actions) {
            String base = action.substring(0, action.indexOf('/', "http://".length()));
            String path = action.substring(base.length());
            Caller signedIn = Caller.signedIn(base);
            assertPage(
                    signedIn.send("POST", path, Caller.FORM, BodyPublishers.ofString("action=redeliver-all")),
                    403,
                    "页面已过期");
            assertThat(signedIn.send("POST", path, "text/plain", BodyPublishers.ofString("csrf="))
                            .statusCode())
                    .isIn(403, 415);
            signedIn.with("Origin", "https://evil.example");
            signedIn.get("/logistic");
            assertPage(signedIn.form(path, Map.of("action", "redeliver-all")), 403, "请求来自其他网站");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/orders",
                "/api/consistency/settlements",
                "/api/consistency/redeliveries",
                "/api/consistency/replays",
                "/api/consistency/dismissals",
                "/api/consistency/searches"
            })
    void noCallCanBeMadeByAFormOfAnotherSite(String path) {
        Caller signedIn = Caller.signedIn(Tandem.order());

        for (String type : new String[] {Caller.FORM, "text/plain", "multipart/form-data;boundary=x", null}) {
            assertProblem(
                    signedIn.send("POST", path, type, BodyPublishers.ofString("{\"all\":true}")),
                    415,
                    "unsupported-media-type");
        }
        assertProblem(signedIn.send("POST", path, null, BodyPublishers.noBody()), 415, "unsupported-media-type");
        assertProblem(signedIn.with("Origin", "https://evil.example").json(path, "{\"all\":true}"), 403, "cross-site");
        assertProblem(Caller.stranger(Tandem.order()).json(path, "{\"all\":true}"), 401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1"})
    void noOtherSiteIsAllowedToRead(String origin) {
        for (String base : services()) {
            Caller signedIn =
                    Caller.signedIn(base).with("Origin", origin).with("Access-Control-Request-Method", "POST");
            for (HttpResponse<String> answer : List.of(
                    signedIn.get("/api/logistics?userId=1&orderId=1"),
                    signedIn.send("OPTIONS", "/api/logistics", null, BodyPublishers.noBody()))) {
                assertThat(answer.headers().map().keySet())
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
                assertSecurityHeaders(answer);
            }
        }
    }

    @Test
    void whoSignedOutGetsNoPageBack() {
        for (String base : services()) {
            Caller browser = Caller.signedIn(base);
            String session = browser.cookie(Caller.session());
            browser.get("/logistic");
            assertRedirect(browser.form("/logout", Map.of()), "/login?signed-out=1");
            for (String path : pages(base)) {
                assertThat(Caller.browser(base)
                                .cookie(Caller.session(), session)
                                .get(path)
                                .statusCode())
                        .as(path)
                        .isEqualTo(303);
            }
        }
    }

    private static void assertSafe(HttpResponse<String> answer) {
        assertSecurityHeaders(answer);
        assertThat(header(answer, "Strict-Transport-Security")).isEmpty();
        assertThat(answer.headers().allValues("Set-Cookie")).allSatisfy(cookie -> assertThat(cookie)
                .contains("; Path=/", "; SameSite=Lax")
                .containsIgnoringCase("; HttpOnly")
                .doesNotContain("Domain="));
    }
}
