package io.tandem.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.tandem.acceptance.Traces;
import io.tandem.local.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;

/**
 * The README's pictures, taken while the tutorial's verifications are walked through: they show what the pages look like, not
 * what they once did. {@code make screenshots} puts them where the README finds them.
 */
class ScreenshotTest {

    private static final Path TAKEN = Path.of("target", "screenshots");
    private static final String COPY_TO = "TANDEM_SCREENSHOTS";
    private static final int LARGEST = 300 * 1024;
    private static final double SHARP = 1.5;

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
            Traces.awaitSettled(20001, 1);
            take(visitor.open("/trace?orderId=20001"), "trace", ".trace-parts");
            visitor.pay(1002, 20001).sees("创建支付订单失败");
            take(visitor, "failed");
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
