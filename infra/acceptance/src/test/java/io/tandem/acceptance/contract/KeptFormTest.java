package io.tandem.acceptance.contract;

import static io.tandem.acceptance.Answers.assertPage;
import static io.tandem.acceptance.Answers.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Tandem;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.run.ServiceProcess;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person whose form could not be taken is told what was written, and has the form as it was, with the same key. */
class KeptFormTest {

    private static final Duration READY = Duration.ofMinutes(1);

    private final long userId = Tandem.freshNumber();
    private final long orderId = Tandem.freshNumber();
    private final String key = UUID.randomUUID().toString();

    @Test
    void withoutTheDatabaseThePaymentPageComesBackFilledInAndPaysOnceItIsBack() {
        try (FaultyLink link = FaultyLink.to(Tandem.stack().database().port())) {
            ServiceProcess order = Tandem.services().anotherOrder(Map.of("MYSQL_PORT", Integer.toString(link.port())));
            order.awaitReady(READY);
            Caller browser = Caller.signedIn(order.url());
            browser.get("/");
            link.cut();

            HttpResponse<String> answer = pay(browser);

            assertPage(answer, 503, "没有写入任何数据");
            assertThat(answer.body())
                    .contains(
                            "name=\"idempotencyKey\" value=\"" + key + "\"",
                            "value=\"" + userId + "\"",
                            "value=\"" + orderId + "\"");
            assertThat(Rows.orders(orderId)).isZero();

            link.heal();
            order.awaitReady(READY);
            assertThat(header(pay(browser), "Location")).startsWith("/result/");
            assertThat(Rows.orders(orderId)).isOne();
            order.stop();
        }
    }

    @Test
    void aSessionThatEndedUnderTheFormLeadsBackToItFilledIn() {
        Caller browser = Caller.signedIn(Tandem.order());
        browser.get("/");
        browser.form("/logout", Map.of());

        HttpResponse<String> answer = pay(browser);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Location"))
                .startsWith("/login?expired=1&next=%2F%3F")
                .contains(key);
        assertPage(browser.get(header(answer, "Location")), 200, "登录已过期，没有执行任何操作");
        assertThat(Rows.orders(orderId)).isZero();
        HttpResponse<String> form = Caller.signedIn(Tandem.order())
                .get("/?userId=" + userId + "&orderId=" + orderId + "&idempotencyKey=" + key);
        assertThat(form.body()).contains("name=\"idempotencyKey\" value=\"" + key + "\"", "value=\"" + userId + "\"");
    }

    /** Without its key it would pay as a request that nobody can repeat. */
    @ParameterizedTest
    @ValueSource(strings = {"", "1", "8e03978e40d543ddbc936894a57f9324", "{8e03978e-40d5-43dd-bc93-6894a57f9324}"})
    void aFormWhoseKeyWasChangedPaysNothingAndComesBackWithAnother(String changed) {
        Caller browser = Caller.signedIn(Tandem.order());
        browser.get("/");

        HttpResponse<String> answer = pay(browser, changed);

        assertPage(answer, 400, "表单在提交途中被改动，没有支付");
        assertThat(answer.body())
                .contains("value=\"" + userId + "\"", "value=\"" + orderId + "\"")
                .containsPattern("name=\"idempotencyKey\" value=\"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\"");
        assertThat(Rows.orders(orderId)).isZero();
    }

    @Test
    void withoutTheLogisticsServiceTheQueryIsKeptAndTheServiceNamed() {
        ServiceProcess order = Tandem.services().anotherOrder(Map.of("LOGISTICS_URL", "http://127.0.0.1:1"));
        order.awaitReady(READY);

        HttpResponse<String> answer =
                Caller.signedIn(order.url()).get("/logistic?userId=" + userId + "&orderId=" + orderId);

        assertPage(answer, 503, "logistics-native");
        assertThat(answer.body()).contains("value=\"" + userId + "\"", "value=\"" + orderId + "\"");
        order.stop();
    }

    private HttpResponse<String> pay(Caller browser) {
        return pay(browser, key);
    }

    private HttpResponse<String> pay(Caller browser, String withKey) {
        return browser.form(
                "/",
                Map.of("userId", Long.toString(userId), "orderId", Long.toString(orderId), "idempotencyKey", withKey));
    }
}
