package io.tandem.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tandem.acceptance.Tandem;
import java.time.Duration;

/** A person with a browser of their own, doing what the tutorial tells them to. */
final class Visitor implements AutoCloseable {

    private static final Duration DELIVERED_WITHIN = Duration.ofMinutes(2);
    private static final double PATIENCE_MS = 20_000;

    private final BrowserContext context;
    private final Page page;

    private Visitor(NewContextOptions options) {
        context = Chromium.get().newContext(options.setBaseURL(Tandem.order()));
        context.setDefaultTimeout(PATIENCE_MS);
        page = context.newPage();
    }

    /** What a Chinese browser on that device is set to; change what differs. */
    static NewContextOptions settings(Device device) {
        return new NewContextOptions()
                .setViewportSize(device.width, device.height)
                .setLocale("zh-CN");
    }

    static Visitor with(NewContextOptions settings) {
        return new Visitor(settings);
    }

    static Visitor on(Device device) {
        return new Visitor(settings(device));
    }

    Page page() {
        return page;
    }

    Visitor open(String path) {
        page.navigate(path);
        return this;
    }

    Visitor signIn() {
        return open("/login").signIn("用户名", "密码", "登录");
    }

    Visitor signIn(String user, String password, String button) {
        page.getByLabel(user).fill(Tandem.user());
        page.getByLabel(password).fill(Tandem.password());
        press(button);
        return this;
    }

    Visitor pay(Object userId, Object orderId) {
        open("/");
        fillIn(userId, orderId);
        press("模拟支付");
        return this;
    }

    Visitor query(Object userId, Object orderId) {
        open("/logistic");
        fillIn(userId, orderId);
        press("查询");
        return this;
    }

    /** Asks again until the shipment is there: it follows the payment within moments. */
    Visitor awaitShipment(Object userId, Object orderId) {
        await().atMost(DELIVERED_WITHIN)
                .until(() -> query(userId, orderId).headline().contains("物流信息查询结果为已创建"));
        return this;
    }

    void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    void fillIn(Object userId, Object orderId) {
        page.getByLabel("用户 ID").fill(userId.toString());
        page.getByLabel("订单号").fill(orderId.toString());
    }

    /** Of the result that the page shows. */
    String headline() {
        return page.locator(".result-title").textContent();
    }

    void sees(String heading) {
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(heading).setExact(true)))
                .isVisible();
    }

    @Override
    public void close() {
        context.close();
    }
}
