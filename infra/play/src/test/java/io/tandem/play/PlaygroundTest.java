package io.tandem.play;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a user of {@code make play} sees who presses some of the buttons; all of them are for {@code make test-play}. */
@Tag("servers")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlaygroundTest extends OnAPlayground {

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final int FORBIDDEN = 403;

    @Test
    @Order(1)
    void aPaymentMovesThroughTheWholeSystem() {
        page.heals("/break/none");

        assertThat(page.log()).contains("答复 201");
        assertThat(page.page().locator("#trace .story")).hasCount(1);
        assertThat(page.page().locator("#trace")).containsText("物流");
        assertThat(page.page().locator("#count")).hasAttribute("data-equal", "true");
    }

    @Test
    @Order(2)
    void aProducerThatIsKilledAfterCommitIsMadeUpForByACheckBack() {
        page.heals("/break/kill-after-commit");

        assertThat(page.log()).contains("COMMIT 之后").contains("又启动了");
        assertThat(page.page().locator("#trace")).containsText("答复提交");
    }

    @Test
    @Order(3)
    void aCommitThatWasDroppedIsMadeUpFor() {
        page.heals("/break/drop-commit");

        assertThat(page.page().locator("#trace")).containsText("回查");
    }

    @Test
    @Order(4)
    void whileMySqlIsAwayNothingIsWritten() {
        page.heals("/break/mysql-away");

        assertThat(page.log()).contains("答复 503").contains("再次").contains("答复 201");
        assertThat(page.page().locator("#reckoning-verdict"))
                .containsText("5 条不变量全部成立", new ContainsTextOptions().setTimeout(PlayPage.LONG));
    }

    @Test
    @Order(5)
    void theSampleShipsToTheWrongUserAndTandemDoesNot() {
        page.view("side").press("/compare");

        HasTextOptions patiently = new HasTextOptions().setTimeout(PlayPage.LONG);
        assertThat(page.page().locator("#left .verdict")).hasText("发错了：用户乙没有付款，却收到了货", patiently);
        assertThat(page.page().locator("#right .verdict")).hasText("没有发错：只有付了款的用户甲收到货", patiently);
        assertThat(page.page().locator("#left .outcome"))
                .containsText("用户甲 + 用户乙", new ContainsTextOptions().setTimeout(PlayPage.LONG));
    }

    @Test
    @Order(6)
    void everyPartIsForEverybody() {
        for (String view : List.of("play", "side", "tour")) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.view(view).in(scheme);
                page.page().setViewportSize(1280, 900);
                assertThat(violations()).as(view + " " + scheme).isEmpty();
            }
            page.page().setViewportSize(320, 844);
            assertThat(violations()).as(view + " on a phone").isEmpty();
            assertThat((Integer) page.page().locator("html").evaluate("root => root.scrollWidth - root.clientWidth"))
                    .as(view + ": nothing is cut off at 320 pixels")
                    .isZero();
            page.page().setViewportSize(1280, 900);
        }
    }

    @Test
    @Order(7)
    void onlyThisPageMayPressAButton() throws IOException, InterruptedException {
        assertThat(press("http://127.0.0.1:" + playground.port(), "")).isEqualTo(FORBIDDEN);
        assertThat(press("http://example.org", "1")).isEqualTo(FORBIDDEN);
        Page stranger = page.page().context().newPage();
        stranger.navigate(
                "http://localhost:" + playground.port() + "/"); // the same machine by another name: another origin
        assertThat((String) stranger.evaluate(
                        "url => fetch(url, {method: 'POST', headers: {'X-Tandem-Play': '1'}}).then(() => 'sent', () => 'refused')",
                        playground.url() + "rush"))
                .isEqualTo("refused");
        stranger.close();
    }

    private static int press(String origin, String header) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(playground.url() + "rush"))
                .header("Origin", origin)
                .header("X-Tandem-Play", header)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static List<String> violations() {
        return new AxeBuilder(page.page())
                .setLegacyMode(true).withTags(RULES).analyze().getViolations().stream()
                        .map(rule -> rule.getId() + ": "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .toList())
                        .toList();
    }
}
