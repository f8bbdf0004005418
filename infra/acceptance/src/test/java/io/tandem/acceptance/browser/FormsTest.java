package io.tandem.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Tandem;
import io.tandem.local.fault.RowLock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people do with forms: slip, hurry, press twice, use no mouse. */
class FormsTest {

    private static final int MOST_TABS = 25;

    private final long userId = Tandem.freshNumber();
    private final long orderId = Tandem.freshNumber();

    @ParameterizedTest
    @EnumSource
    void whatWasTypedStaysAndTheSlipIsShownWhereItIs(Device device) {
        try (Visitor visitor = Visitor.on(device)) {
            visitor.signIn().pay("1001x", "20001");

            assertThat(visitor.page().getByLabel("用户 ID")).hasValue("1001x");
            assertThat(visitor.page().getByLabel("用户 ID"))
                    .hasAccessibleDescription("请填写 1 到 9223372036854775807 之间的整数 正整数，例如 1001");
            assertThat(visitor.page().getByLabel("用户 ID")).hasAttribute("aria-invalid", "true");
            assertThat(visitor.page().getByLabel("订单号")).hasValue("20001");

            visitor.page().getByRole(AriaRole.ALERT).getByRole(AriaRole.LINK).click();
            assertThat(visitor.page().getByLabel("用户 ID")).isFocused();

            visitor.fillIn(userId, orderId);
            visitor.press("模拟支付");
            visitor.sees("创建支付订单成功！");
        }
    }

    @Test
    void pressingTheButtonTwicePaysOnce() {
        try (Visitor visitor = Visitor.on(Device.DESKTOP)) {
            visitor.signIn().open("/");
            visitor.fillIn(userId, orderId);

            visitor.page().locator("main button").dblclick();

            visitor.sees("创建支付订单成功！");
            assertThat(Rows.orders(orderId)).isOne();
        }
    }

    @Test
    void aFormThatIsSentTwiceIsOneRequestWithOneAnswer() {
        try (Visitor visitor = Visitor.on(Device.DESKTOP)) {
            visitor.signIn().open("/");
            visitor.fillIn(userId, orderId);
            FormData form = form(visitor.page());

            String first = send(visitor.page(), form).headers().get("location");
            String second = send(visitor.page(), form).headers().get("location");

            assertThat(first).startsWith("/result/").isEqualTo(second);
            assertThat(Rows.orders(orderId)).isOne();
            visitor.open(second).sees("创建支付订单成功！");
        }
    }

    @Test
    void reloadingTheResultPaysNothing() {
        try (Visitor visitor = Visitor.on(Device.DESKTOP)) {
            visitor.signIn().pay(userId, orderId).sees("创建支付订单成功！");
            Rows.Counts before = Rows.counts();

            visitor.page().reload();

            visitor.sees("创建支付订单成功！");
            assertThat(Rows.counts()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCouldNotBePaidNowIsPaidWithTheFormThatIsShownInstead(Device device) {
        try (Visitor visitor = Visitor.on(device)) {
            visitor.signIn();
            RowLock held = new RowLock(Tandem.stack().database(), orderId);
            try (held) {
                visitor.pay(userId, orderId).sees("创建支付订单失败");
            }
            visitor.page().reload();
            visitor.sees("创建支付订单失败");
            assertThat(visitor.page().getByText("相关数据正被占用")).isVisible();
            assertThat(visitor.page().getByLabel("用户 ID")).hasValue(Long.toString(userId));
            assertThat(visitor.page().getByLabel("订单号")).hasValue(Long.toString(orderId));

            visitor.press("模拟支付");

            visitor.sees("创建支付订单成功！");
            assertThat(Rows.orders(orderId)).isOne();
        }
    }

    @Test
    void everythingCanBeDoneWithTheKeyboardAlone() {
        try (Visitor visitor = Visitor.on(Device.DESKTOP)) {
            Page page = visitor.open("/").page();
            assertThat(page.getByLabel("用户名")).isFocused();
            page.keyboard().type(Tandem.user());
            page.keyboard().press("Tab");
            page.keyboard().type(Tandem.password());
            page.keyboard().press("Enter");
            visitor.sees("模拟订单支付");

            page.keyboard().press("Tab");
            assertThat(page.getByText("跳到正文")).isFocused();
            assertThat(page.getByText("跳到正文")).isInViewport();
            page.keyboard().press("Enter");
            tabTo(page, "#userId");
            page.keyboard().type(Long.toString(userId));
            tabTo(page, "#orderId");
            page.keyboard().type(Long.toString(orderId));
            tabTo(page, "main button");
            page.keyboard().press("Space");
            visitor.sees("创建支付订单成功！");

            tabTo(page, "main a[href^='/logistic']");
            page.keyboard().press("Enter");
            visitor.sees("模拟物流查询");
            tabTo(page, "form.account button");
            page.keyboard().press("Enter");
            assertThat(page.getByText("已退出")).isVisible();
        }
    }

    @Test
    void whatHasTheFocusCanBeSeen() {
        try (Visitor visitor = Visitor.on(Device.PHONE)) {
            Page page = visitor.signIn().open("/").page();
            List<?> outlines = (List<?>) page.evaluate("""
                    () => [...document.querySelectorAll('a, button, input:not([type=hidden])')].map(element => {
                      element.focus({ focusVisible: true });
                      return parseFloat(getComputedStyle(element).outlineWidth);
                    })""");

            assertThat(outlines).hasSizeGreaterThan(6).allSatisfy(width -> assertThat(((Number) width).doubleValue())
                    .isGreaterThanOrEqualTo(2));
        }
    }

    private static void tabTo(Page page, String target) {
        for (int i = 0; i < MOST_TABS; i++) {
            if ((Boolean) page.locator(target).first().evaluate("element => element === document.activeElement")) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError(target + " was not reached with " + MOST_TABS + " tabs");
    }

    private static FormData form(Page page) {
        FormData form = FormData.create();
        for (String name : List.of("csrf", "idempotencyKey", "userId", "orderId")) {
            form.set(name, page.locator("main form [name=" + name + "]").inputValue());
        }
        return form;
    }

    private static APIResponse send(Page page, FormData form) {
        return page.request().post("/", RequestOptions.create().setForm(form).setMaxRedirects(0));
    }
}
