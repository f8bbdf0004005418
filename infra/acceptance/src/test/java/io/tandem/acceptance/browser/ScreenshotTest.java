package io.tandem.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Tandem;
import io.tandem.acceptance.Traces;
import io.tandem.acceptance.consistency.Misfits;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.RowLock;
import io.tandem.local.process.ProjectRoot;
import io.tandem.local.run.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The README's pictures, taken while the tutorial's verifications are walked through: they show what the pages look like, not
 * what they once did. {@code make screenshots} puts them where the README finds them.
 */
class ScreenshotTest {

    private static final Path TAKEN = Path.of("target", "screenshots");
    private static final String COPY_TO = "TANDEM_SCREENSHOTS";
    private static final int LARGEST = 400 * 1024;
    private static final double SHARP = 1.5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void picturesOfTheWholeWay() throws IOException {
        try (Visitor visitor = Visitor.with(Visitor.settings(Device.DESKTOP).setDeviceScaleFactor(SHARP))) {
            take(visitor.open("/login"), "login");
            visitor.signIn().open("/").fillIn(1001, 20001);
            take(visitor, "pay");
            visitor.press("模拟支付");
            visitor.sees("创建支付订单成功！");
            take(visitor, "result");
            take(visitor.awaitShipment(1001, 20001), "logistic");
            visitor.pay(1002, 20001).sees("创建支付订单失败");
            take(visitor, "failed");
            payAndLoseTheCommit(1003, 20002);
            Traces.awaitSettled(20002, 1);
            take(visitor.open("/trace?orderId=20002"), "trace", "#trace");
            Misfits.parked(Misfits.attemptMade(Duration.ofSeconds(90)), 20003, "{\"version\":9}");
            Misfits.paidOrder(20004, 1004);
            take(visitor.open("/consistency"), "consistency");
            visitor.page()
                    .emulateMedia(
                            new com.microsoft.playwright.Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            visitor.open("/").fillIn(1001, 20001);
            take(visitor, "pay-dark");
        }
        try (Visitor visitor = Visitor.with(Visitor.settings(Device.PHONE).setDeviceScaleFactor(2))) {
            visitor.signIn().open("/").fillIn(1001, 20001);
            take(visitor, "pay-phone");
            take(visitor.open("/consistency"), "consistency-phone");
        }
    }

    /** The producer is killed between the commit of its local transaction and that of the message. */
    private static void payAndLoseTheCommit(long userId, long orderId) {
        try (FaultyLink link =
                FaultyLink.to(Tandem.stack().rocketMq().orElseThrow().grpcPort())) {
            ServiceProcess doomed = Tandem.services()
                    .anotherOrder(RowLock.outlasted(Map.of("APP_DEMO_ROCKETMQ_ENDPOINT", "127.0.0.1:" + link.port())));
            try (RowLock row = new RowLock(Tandem.stack().database(), orderId)) {
                assertThat(Caller.program(doomed.url()).placing(userId, orderId))
                        .isNotDone();
                assertThat(row.awaitWaiting()).isTrue();
                link.cut();
            }
            await().atMost(PATIENCE).until(() -> Rows.orders(orderId) == 1);
            doomed.kill();
        }
    }

    private static void take(Visitor visitor, String name) throws IOException {
        visitor.page().evaluate("document.activeElement.blur()");
        keep(name, visitor.page().screenshot(new ScreenshotOptions()));
    }

    /** Only that part of the page. */
    private static void take(Visitor visitor, String name, String part) throws IOException {
        keep(name, visitor.page().locator(part).screenshot());
    }

    private static void keep(String name, byte[] taken) throws IOException {
        Path picture = TAKEN.resolve(name + ".png");
        Files.createDirectories(TAKEN);
        Files.write(picture, taken);
        assertThat(Files.size(picture)).as(name).isLessThan(LARGEST);
        String folder = System.getProperty(COPY_TO, System.getenv(COPY_TO));
        if (folder != null && !folder.isBlank()) {
            Path target = ProjectRoot.find().resolve(folder);
            Files.createDirectories(target);
            Files.copy(picture, target.resolve(picture.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
