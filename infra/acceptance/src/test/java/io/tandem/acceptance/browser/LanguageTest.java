package io.tandem.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tandem.acceptance.Tandem;
import org.junit.jupiter.api.Test;

/** Chinese, unless the browser or the person prefers English; and a choice stays made, on both services' pages. */
class LanguageTest {

    @Test
    void aBrowserThatPrefersEnglishGetsEnglish() {
        try (Visitor visitor = Visitor.with(Visitor.settings(Device.DESKTOP).setLocale("en-GB"))) {
            visitor.open("/").signIn("User name", "Password", "Sign in");

            visitor.sees("Pay an order");
            visitor.page().getByLabel("User id").fill(Long.toString(Tandem.freshNumber()));
            visitor.page().getByLabel("Order number").fill(Long.toString(Tandem.freshNumber()));
            visitor.press("Pay");
            visitor.sees("The order is paid");
            assertThat(visitor.page().locator("html")).hasAttribute("lang", "en");
        }
    }

    @Test
    void theSwitchChangesTheLanguageAndTheChoiceStaysMade() {
        try (Visitor visitor = Visitor.on(Device.PHONE)) {
            visitor.signIn().open("/logistic?userId=1&orderId=x");

            choose(visitor, "English");

            visitor.sees("Find a shipment");
            assertThat(visitor.page()).hasURL(Tandem.order() + "/logistic?userId=1&orderId=x");
            visitor.open("/").sees("Pay an order");

            choose(visitor, "中文");

            visitor.sees("模拟订单支付");
            assertThat(visitor.page().locator("html")).hasAttribute("lang", "zh-CN");
        }
    }

    private static void choose(Visitor visitor, String language) {
        visitor.page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(language).setExact(true))
                .click();
    }
}
