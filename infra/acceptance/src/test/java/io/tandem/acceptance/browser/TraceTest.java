package io.tandem.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Tandem;
import io.tandem.acceptance.Traces;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tutorial's third verification: a message can be followed, and a page that is open sees it arrive. */
class TraceTest {

    private final long userId = Tandem.freshNumber();
    private final long orderId = Tandem.freshNumber();

    @DisplayName("三、查询消息轨迹")
    @ParameterizedTest(name = "{0}, JavaScript: {1}, {2}")
    @CsvSource({"PHONE, true, LIGHT", "PHONE, false, DARK", "DESKTOP, true, DARK", "DESKTOP, false, LIGHT"})
    void aPaidOrderIsFollowedFromTheResultPage(Device device, boolean javaScript, ColorScheme scheme) {
        try (Visitor visitor = Visitor.with(
                Visitor.settings(device).setJavaScriptEnabled(javaScript).setColorScheme(scheme))) {
            visitor.signIn().pay(userId, orderId).sees("创建支付订单成功！");
            Traces.awaitSettled(orderId, 1);

            click(visitor, "main", "消息轨迹");

            visitor.sees("订单 " + orderId + " 的轨迹");
            Locator picture = visitor.page().getByRole(AriaRole.IMG);
            assertThat(picture).hasAccessibleName("这条消息的时间线");
            assertThat(picture.locator("desc")).containsText("半事务消息: 已存储");
            assertThat(picture).containsText("消费成功");
            for (String heading : new String[] {"生产者", "服务端 RocketMQ", "消费者", "全部步骤"}) {
                visitor.sees(heading);
            }
            assertThat(visitor.page().getByText("事务提交时间")).isVisible();
            assertThat(visitor.page().getByRole(AriaRole.ROW)).hasCount(6);
            visitor.page()
                    .screenshot(new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(Path.of("target", "screenshots", "trace-" + device + "-" + scheme + ".png")));
        }
    }

    @Test
    void everyAttemptAtAnOrderIsFoundByItsNumber() {
        long loser = Tandem.freshNumber();
        try (Visitor visitor = Visitor.on(Device.PHONE)) {
            visitor.signIn().pay(userId, orderId).pay(loser, orderId).sees("创建支付订单失败");
            Traces.awaitSettled(orderId, 2);
            visitor.open("/trace");
            visitor.page().getByLabel("订单号").fill(Long.toString(orderId));

            visitor.press("查询");

            visitor.sees("订单 " + orderId + " 共有 2 次尝试");
            visitor.page().locator(".trace-list a").first().click();
            assertThat(visitor.page().locator("#trace-steps")).containsText("duplicate");
            assertThat(visitor.page().locator("#trace-states")).containsText("已回滚");
            assertThat(visitor.page().getByText("不会投递")).isVisible();
        }
    }

    @Test
    void theTracePageShowsTheShipmentAsSoonAsItIsThere() {
        UUID attempt = committed();
        try (Visitor visitor = Visitor.on(Device.DESKTOP)) {
            visitor.signIn().open("/trace?attemptId=" + attempt);
            Locator states = visitor.page().locator("#trace-states");
            assertThat(states).containsText("投递中");
            assertThat(states).containsText("页面会自动更新");

            shipped(attempt);

            assertThat(states).containsText("物流: 已创建");
            assertThat(visitor.page().getByRole(AriaRole.IMG)).containsText("消费成功");
            assertThat(states).not().containsText("页面会自动更新");
        }
    }

    @Test
    void theResultPageShowsTheShipmentAsSoonAsItIsThere() {
        UUID attempt = committed();
        try (Visitor visitor = Visitor.on(Device.PHONE)) {
            visitor.signIn().open("/result/" + attempt);
            assertThat(visitor.page().locator("#facts")).containsText("创建中");

            shipped(attempt);

            assertThat(visitor.page().locator("#facts")).containsText("已创建");
        }
    }

    @Test
    void withoutJavaScriptReloadingDoesTheSame() {
        UUID attempt = committed();
        try (Visitor visitor = Visitor.with(Visitor.settings(Device.PHONE).setJavaScriptEnabled(false))) {
            visitor.signIn().open("/trace?attemptId=" + attempt);
            assertThat(visitor.page().locator("#trace-states")).containsText("投递中");
            assertThat(visitor.page().getByText("页面会自动更新")).isHidden();
            shipped(attempt);

            click(visitor, "main", "刷新");

            assertThat(visitor.page().locator("#trace-states")).containsText("物流: 已创建");
        }
    }

    @Test
    void theMistakeIsShownWhereItIs() {
        try (Visitor visitor = Visitor.on(Device.DESKTOP)) {
            visitor.signIn().open("/trace?orderId=abc");

            assertThat(visitor.page().getByLabel("订单号")).hasValue("abc");
            assertThat(visitor.page().getByLabel("订单号")).hasAttribute("aria-invalid", "true");
            assertThat(visitor.page().getByRole(AriaRole.ALERT)).containsText("订单号: 请填写 1 到");
        }
    }

    @Test
    void theOlderMessagesAreOnTheNextPage() {
        try (Visitor visitor = Visitor.with(Visitor.settings(Device.DESKTOP).setLocale("en-GB"))) {
            visitor.open("/").signIn("User name", "Password", "Sign in");
            for (int i = 0; i < 21; i++) {
                committed();
            }

            visitor.open("/trace").sees("Latest messages");
            click(visitor, "main", "Older messages");

            visitor.sees("Older messages");
            assertThat(visitor.page().url()).contains("before=");
            click(visitor, "main", "Back to the latest");
            visitor.sees("Latest messages");
        }
    }

    private static void click(Visitor visitor, String within, String link) {
        visitor.page()
                .locator(within)
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(link).setExact(true))
                .click();
    }

    /** An order that is paid, and whose message has not arrived. */
    private UUID committed() {
        long number = Tandem.freshNumber();
        UUID id = new UUID((Instant.now().toEpochMilli() << 16) | 0x7000L, 0x8000_0000_0000_0000L | number);
        Rows.execute(
                "INSERT INTO tx_attempt (attempt_id, outcome, decided_by, message_key, subject, message_id)"
                        + " VALUES (?, 'COMMIT', 'LOCAL_TRANSACTION', ?, ?, ?)",
                bytes(id),
                Long.toString(number),
                Long.toString(userId),
                "TEST" + number);
        Rows.execute("INSERT INTO orders (order_id, user_id, attempt_id) VALUES (?, ?, ?)", number, userId, bytes(id));
        Rows.execute(
                "INSERT INTO message_trace (attempt_id, message_key, step, result, began_at, host)"
                        + " VALUES (?, ?, 'COMMIT', 'ACKNOWLEDGED', UTC_TIMESTAMP(6), 'test')",
                bytes(id),
                Long.toString(number));
        return id;
    }

    private static void shipped(UUID attempt) {
        Rows.execute(
                "INSERT INTO logistics (order_id, user_id, attempt_id, message_id, delivery_attempt, received_at, consumer)"
                        + " SELECT order_id, user_id, attempt_id, 'TEST', 1, UTC_TIMESTAMP(6), 'test' FROM orders WHERE attempt_id = ?",
                (Object) bytes(attempt));
        assertThat(Rows.number("SELECT COUNT(*) FROM logistics WHERE attempt_id = ?", (Object) bytes(attempt)))
                .isOne();
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
