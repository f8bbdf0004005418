package io.tandem.acceptance.contract;

import static io.tandem.acceptance.Answers.assertPage;
import static io.tandem.acceptance.Answers.assertRedirect;
import static io.tandem.acceptance.Answers.header;
import static io.tandem.acceptance.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Tandem;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.RowLock;
import io.tandem.local.run.ServiceProcess;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A payment by the form that could not be tried is answered as every other: a redirect, then the page that says so. */
class RejectedPaymentTest {

    private static final String COOKIE = "tandem_outcome";
    private static final String AWAY = "暂时无法连接 RocketMQ，本次没有写入任何数据。请稍后重试。";

    private final long userId = Tandem.freshNumber();
    private final long orderId = Tandem.freshNumber();
    private final String key = UUID.randomUUID().toString();

    static Stream<String> forgeries() {
        return Stream.of(
                "%s.BUSY.<script>.666777.%s",
                "%s.<script>alert(666777)</script>.1.666777.%s",
                "%s.PAID.1.666777.%s",
                "%s.BUSY.1.666777.%s.1",
                "%s.BUSY.1.666777.666777",
                "%s.BUSY.1.666777.%s" + "0".repeat(3000),
                "00000000-0000-7000-8000-000000000000.BUSY.1.666777." + UUID.randomUUID(),
                "nonsense");
    }

    @Test
    void withoutTheBrokerThePageAfterTheRedirectSaysSoAndTheFormOnItPaysOnce() {
        try (FaultyLink link =
                FaultyLink.to(Tandem.stack().rocketMq().orElseThrow().grpcPort())) {
            ServiceProcess order =
                    Tandem.services().anotherOrder(Map.of("APP_DEMO_ROCKETMQ_ENDPOINT", "127.0.0.1:" + link.port()));
            Caller browser = Caller.signedIn(order.url());
            browser.get("/");
            link.cut();

            HttpResponse<String> answer = pay(browser);

            String page = header(answer, "Location");
            assertRedirect(answer, page);
            assertThat(page).matches("/result/[0-9a-f-]{36}");
            assertThat(header(answer, "Set-Cookie"))
                    .startsWith(COOKIE + "=")
                    .contains("; Path=" + page, "; SameSite=Lax", "; Max-Age=300")
                    .containsIgnoringCase("; HttpOnly");
            HttpResponse<String> first = browser.get(page);
            assertRejected(first, AWAY);
            assertThat(first.body()).contains(page.substring("/result/".length()));
            assertThat(unmasked(browser.get(page))).as("loaded again").isEqualTo(unmasked(first));
            Caller elsewhere = browser.at(Tandem.order());
            assertThat(unmasked(elsewhere.get(page)))
                    .as("asked of another process")
                    .isEqualTo(unmasked(first));
            assertThat(Rows.orders(orderId)).isZero();

            String paid = header(pay(elsewhere), "Location");
            assertPage(elsewhere.get(paid), 200, "创建支付订单成功！");
            assertRedirect(pay(elsewhere), paid);
            assertThat(Rows.orders(orderId)).isOne();
            order.stop();
        }
    }

    @Test
    void whatTheLedgerKnowsToBeRolledBackHasItsReasonToo() {
        Caller browser = Caller.signedIn(Tandem.order());
        browser.get("/");
        String page;
        RowLock held = new RowLock(Tandem.stack().database(), orderId);
        try (held) {
            page = header(pay(browser), "Location");
        }

        assertRejected(browser.get(page), "相关数据正被占用，本次没有写入任何数据。请稍后重试。");
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void nothingComesOfACookieThatIsNotOurs(String forgery) {
        String attempt = UUID.randomUUID().toString();
        Caller browser = Caller.signedIn(Tandem.order()).cookie(COOKIE, forgery.formatted(attempt, UUID.randomUUID()));

        HttpResponse<String> answer = browser.get("/result/" + attempt);

        assertPage(answer, 404, "页面不存在");
        assertThat(answer.body()).doesNotContain("666777", "创建支付订单失败");
    }

    @Test
    void whatTheLedgerSaysCountsMore() {
        Caller browser = Caller.signedIn(Tandem.order());
        browser.get("/");
        String placed = header(pay(browser), "Location");
        String exists = header(browser.form("/", Map.of("userId", "1", "orderId", Long.toString(orderId))), "Location");

        assertPage(claiming(browser, placed).get(placed), 200, "创建支付订单成功！");
        assertPage(claiming(browser, exists).get(exists), 200, "订单号 " + orderId + " 已存在");
        assertThat(json(Caller.program(Tandem.order()).get("/api/orders/" + orderId))
                        .path("userId")
                        .asLong())
                .isEqualTo(userId);
    }

    @Test
    void theCookieSignsNobodyIn() {
        String page = "/result/" + UUID.randomUUID();

        HttpResponse<String> answer =
                claiming(Caller.browser(Tandem.order()), page).get(page);

        assertRedirect(answer, "/login?next=" + page.replace("/", "%2F"));
    }

    private HttpResponse<String> pay(Caller browser) {
        return browser.form(
                "/", Map.of("userId", Long.toString(userId), "orderId", Long.toString(orderId), "idempotencyKey", key));
    }

    /** A cookie such as we write, for that page, but not written by us. */
    private Caller claiming(Caller browser, String page) {
        String attempt = page.substring("/result/".length());
        return browser.cookie(COOKIE, String.join(".", attempt, "BROKER_UNAVAILABLE", "" + userId, "" + orderId, key));
    }

    private void assertRejected(HttpResponse<String> page, String reason) {
        assertPage(page, 503, "创建支付订单失败");
        assertThat(header(page, "Retry-After")).isEqualTo("1");
        assertThat(page.body())
                .contains(
                        reason,
                        "name=\"idempotencyKey\" value=\"" + key + "\"",
                        "name=\"userId\" type=\"text\" value=\"" + userId + "\"",
                        "name=\"orderId\" type=\"text\" value=\"" + orderId + "\"");
    }

    /** What the page says, without the strip, and without its form tokens, which are masked anew each time (decision 0031). */
    private static String unmasked(HttpResponse<String> page) {
        return page.body().substring(page.body().indexOf("<main")).replaceAll("name=\"csrf\" value=\"[^\"]*\"", "");
    }
}
