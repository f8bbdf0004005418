package io.tandem.acceptance.badinput;

import static io.tandem.acceptance.Answers.assertPage;
import static io.tandem.acceptance.Answers.assertRedirect;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Tandem;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a sign-in leads comes from the address bar, and must not be a way to send people elsewhere. */
class RedirectTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "///evil.example",
                "https://evil.example/",
                "http:evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/%2f/evil.example",
                "/%5cevil.example",
                "/%252f/evil.example",
                "/\t/evil.example",
                "/ /evil.example",
                "/\r\nLocation: https://evil.example",
                "/../..//evil.example",
                "/./\\evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "evil.example",
                "@evil.example",
                "/login?next=//evil.example",
                "/logout",
                ""
            })
    void nextLeadsToThePaymentPageIfNotToAPageOfOurs(String next) {
        Caller browser = Caller.browser(Tandem.order());
        HttpResponse<String> form = browser.get("/login?" + Caller.encoded(Map.of("next", next)));
        assertPage(form, 200, "登录");
        assertThat(form.body()).contains("name=\"next\" value=\"\"");

        HttpResponse<String> answer =
                browser.form("/login", Map.of("username", Tandem.user(), "password", Tandem.password(), "next", next));

        assertRedirect(answer, "/");
    }
}
