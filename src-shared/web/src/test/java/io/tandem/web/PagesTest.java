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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RealMySql.class)
@Tag("servers")
class PagesTest {
    private static final Pattern ASSET = Pattern.compile("href=\"(/tandem\\.(?:css|svg)\\?v=[0-9a-f]+)\"");

    @TestHTTPResource
    URI base;

    @ParameterizedTest
    @CsvSource({"/nowhere, 404, 页面不存在", "/broken, 500, 系统出错了", "/broken-later, 500, 系统出错了", "/away, 503, 暂时无法提供服务"})
    void peopleGetAPageWhenSomethingIsWrong(String path, int status, String headline) {
        HttpResponse<String> response = Caller.browser(base).signedIn().get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(response.body())
                .contains("<h1>" + headline + "</h1>", "退出登录")
                .doesNotContain("detail for the log", "Exception");
    }

    @Test
    void aPageThatIsAwayCanBeAskedForAgainWithWhatWasSearchedFor() {
        Caller browser = Caller.browser(base).signedIn();

        assertThat(browser.get("/away?orderId=7&userId=%22").body())
                .contains("href=\"/away?orderId=7&amp;userId=%22\">再试一次</a>");
        assertThat(browser.get("/broken").body()).doesNotContain("再试一次");
    }

    @Test
    void everyAnswerHasTheSecurityHeaders() {
        Caller browser = Caller.browser(base).signedIn();
        for (String path : List.of(
                "/",
                "/login",
                "/nowhere",
                "/broken",
                "/tandem.css",
                "/tandem.svg",
                "/api/orders/1",
                "/api/nowhere",
                "/?lang=en",
                "/q/x")) {
            HttpResponse<String> response = browser.get(path);
            assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .startsWith("default-src 'none'; style-src 'self';")
                    .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.headers().firstValue("Referrer-Policy")).contains("same-origin");
            assertThat(response.headers().firstValue("Cross-Origin-Opener-Policy"))
                    .contains("same-origin");
            assertThat(response.headers().firstValue("Permissions-Policy")).isPresent();
            assertThat(response.headers().firstValue("Strict-Transport-Security"))
                    .isEmpty();
            assertThat(response.headers().firstValue("Server")).isEmpty();
            if (!path.startsWith("/tandem.")) {
                assertThat(response.headers().firstValue("Cache-Control"))
                        .as(path)
                        .contains("no-store");
            }
        }
    }

    @Test
    void styleAndIconMayBeKeptBecauseTheirAddressChangesWithThem() {
        Matcher asset = ASSET.matcher(Caller.browser(base).get("/login").body());
        int found = 0;
        while (asset.find()) {
            HttpResponse<String> file = Caller.browser(base).get(asset.group(1));
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.headers().firstValue("Cache-Control").orElse("")).contains("max-age=86400");
            found++;
        }
        assertThat(found).isEqualTo(2);
    }

    @Test
    void pagesNeedNoScriptAndHaveNoStyleOfTheirOwn() {
        Caller browser = Caller.browser(base).signedIn();
        for (String path : List.of("/", "/login", "/nowhere")) {
            assertThat(browser.get(path).body())
                    .doesNotContainPattern("<script(?! src=\"/tandem\\.js)")
                    .doesNotContain("<style", "style=", "onclick=");
        }
    }

    @Test
    void speaksTheLanguageOfTheBrowser() {
        assertThat(Caller.browser(base).get("/login").body()).contains("<html lang=\"zh-CN\">", "<h1>登录</h1>");
        assertThat(Caller.browser(base)
                        .with("Accept-Language", "en-GB,en;q=0.9")
                        .get("/login")
                        .body())
                .contains("<html lang=\"en\">", "<h1>Sign in</h1>");
        assertThat(Caller.browser(base)
                        .with("Accept-Language", "en")
                        .get("/nowhere")
                        .body())
                .contains("<h1>There is nothing here</h1>");
    }

    @Test
    void aChoiceByHandIsRememberedAndLeavesTheAddressClean() {
        Caller browser = Caller.browser(base).signedIn();
        assertThat(browser.get("/?text=%E6%94%AF").body()).contains("href=\"/?text=%E6%94%AF&amp;lang=en\"");

        HttpResponse<String> chosen = browser.get("/?text=%E6%94%AF&lang=en");
        assertThat(chosen.statusCode()).isEqualTo(303);
        assertThat(chosen.headers().firstValue("Location")).contains("/?text=%E6%94%AF");
        assertThat(browser.get("/?text=%E6%94%AF").body()).contains("<html lang=\"en\">", "lang=zh\"");
    }

    @Test
    void theLanguageSwitchLeadsNowhereElse() {
        HttpResponse<String> response = Caller.browser(base).get("//evil.example/?lang=en");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void aPageShownThroughTheServiceInFrontHasItsLinksToo() {
        Caller browser = Caller.browser(base).signedIn();
        assertThat(browser.get("/").body()).doesNotContain("前台");

        assertThat(browser.with("Tandem-Front", "order").get("/").body()).contains("href=\"/front\"", "前台");
    }

    @Test
    void aFieldIsTiedToItsHintAndItsError() {
        assertThat(Caller.browser(base).signedIn().get("/?text=x").body())
                .contains(
                        "<label for=\"number\">Number</label>",
                        "id=\"number-hint\"",
                        "id=\"number-error\"",
                        "aria-describedby=\"number-error number-hint\"",
                        "aria-invalid=\"true\"",
                        "inputmode=\"numeric\"");
    }
}
