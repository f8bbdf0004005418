package io.tandem.acceptance.badinput;

import static io.tandem.acceptance.Answers.assertSecurityHeaders;
import static io.tandem.acceptance.Answers.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Answers;
import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Tandem;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every kind of answer carries the security headers, and only files that are the same for everybody may be kept. */
class SecurityHeadersTest {

    @Test
    void everyKindOfAnswerCarriesThem() {
        for (String url : List.of(Tandem.order(), Tandem.logistics())) {
            Map<Integer, HttpResponse<String>> kinds = kinds(url);

            assertThat(kinds.keySet()).contains(200, 303, 400, 401, 403, 404, 405, 406, 413, 415);
            kinds.values().forEach(answer -> {
                assertSecurityHeaders(answer);
                assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
            });
        }
    }

    @Test
    void staticFilesMayBeKeptBecauseTheirAddressNamesTheirContent() {
        String page = Caller.browser(Tandem.order()).get("/login").body();
        Matcher files = Pattern.compile("href=\"(/tandem\\.(?:css|svg)\\?v=[0-9a-f]+)\"")
                .matcher(page);

        assertThat(files.results().map(file -> file.group(1))).hasSize(2).allSatisfy(file -> {
            HttpResponse<String> answer = Caller.browser(Tandem.order()).get(file);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "Cache-Control")).contains("max-age=");
            assertSecurityHeaders(answer);
        });
    }

    @Test
    void theScriptMayBeKeptToo() {
        HttpResponse<String> answer = Caller.browser(Tandem.order()).get("/tandem.js");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).startsWith("text/javascript");
        assertThat(header(answer, "Cache-Control")).contains("max-age=");
        assertSecurityHeaders(answer);
    }

    @Test
    void noPageHasScriptOrStyleInItself() {
        Caller browser = Caller.signedIn(Tandem.order());
        for (String path :
                List.of("/", "/logistic", "/logistic?userId=0", "/trace", "/trace?orderId=x", "/nowhere", "/login")) {
            assertThat(Answers.withoutOurScript(browser.get(path)))
                    .doesNotContain("<script", "<style", " style=", "javascript:")
                    .doesNotContainPattern("\\son[a-z]+=\"");
        }
    }

    private static Map<Integer, HttpResponse<String>> kinds(String url) {
        Caller program = Caller.program(url);
        Caller browser = Caller.signedIn(url);
        Map<Integer, HttpResponse<String>> kinds = new LinkedHashMap<>();
        for (HttpResponse<String> answer : List.of(
                browser.get("/logistic"),
                browser.get("/logistic?lang=zh"),
                browser.get("/logistic?userId=x"),
                program.get("/api/logistics?userId=x"),
                Caller.stranger(url).get("/api/logistics?userId=1&orderId=1"),
                browser.form("/logout", Map.of("csrf", "x")),
                program.get("/nowhere"),
                program.send("DELETE", "/login", null, BodyPublishers.noBody()),
                program.at(url).with("Accept", "image/png").get("/api/logistics?userId=1&orderId=1"),
                program.json("/login", "a".repeat(70_000)),
                program.json("/login", "{}"))) {
            kinds.put(answer.statusCode(), answer);
        }
        return kinds;
    }
}
