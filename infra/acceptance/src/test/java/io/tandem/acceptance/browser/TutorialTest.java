package io.tandem.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Tandem;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tutorial's verifications, step by step and in its own words. */
class TutorialTest {

    private final long userId = Tandem.freshNumber();
    private final long orderId = Tandem.freshNumber();

    @DisplayName("一、通过模拟订单与物流信息创建，验证分布式事务一致性")
    @ParameterizedTest(name = "{0}, JavaScript: {1}")
    @CsvSource({"PHONE, true", "PHONE, false", "DESKTOP, true", "DESKTOP, false"})
    void aPaidOrderHasItsShipment(Device device, boolean javaScript) {
        try (Visitor visitor = Visitor.with(Visitor.settings(device).setJavaScriptEnabled(javaScript))) {
            visitor.open("/").signIn("用户名", "密码", "登录");
            visitor.sees("模拟订单支付");

            visitor.fillIn(userId, orderId);
            visitor.press("模拟支付");
            visitor.sees("创建支付订单成功！");

            visitor.open("/logistic").sees("模拟物流查询");
            visitor.awaitShipment(userId, orderId);
            visitor.sees("物流信息查询结果为已创建");
        }
    }

    @DisplayName("二、模拟执行失败场景，验证本地事务失败处理")
    @ParameterizedTest(name = "{0}, JavaScript: {1}")
    @CsvSource({"PHONE, false", "DESKTOP, true"})
    void anOrderThatFailedHasNoShipmentAndHarmsNobody(Device device, boolean javaScript) {
        long other = Tandem.freshNumber();
        try (Visitor visitor = Visitor.with(Visitor.settings(device).setJavaScriptEnabled(javaScript))) {
            visitor.signIn().pay(userId, orderId).sees("创建支付订单成功！");

            visitor.pay(other, orderId).sees("创建支付订单失败");
            assertThat(visitor.page().content()).contains("订单号 " + orderId + " 已存在");

            visitor.awaitShipment(userId, orderId);
            visitor.query(other, orderId).sees("物流信息查询结果为未创建");
        }
        assertThat(Rows.shipments(orderId)).isOne();
    }

    @ParameterizedTest
    @CsvSource({"PHONE", "DESKTOP"})
    void theResultLeadsToTheShipmentWithOneClick(Device device) {
        try (Visitor visitor = Visitor.on(device)) {
            visitor.signIn().pay(userId, orderId);

            visitor.page()
                    .getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("查询物流").setExact(true))
                    .click();

            assertThat(visitor.page().url()).endsWith("/logistic?userId=" + userId + "&orderId=" + orderId);
            assertThat(visitor.headline()).startsWith("物流信息查询结果为");
        }
    }
}
