package io.tandem.play;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The page in the system's Chromium. Without one the tests abort, and say so. */
final class PlayPage implements AutoCloseable {

    /** Processes are killed and started again, on machines that have other things to do as well. */
    static final double LONG = 240_000;

    private static final Path PROGRAM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));

    private final Playwright playwright;
    private final Browser browser;
    private final BrowserContext context;
    private final Page page;

    PlayPage(String url) {
        Assumptions.assumeTrue(
                Files.isExecutable(PROGRAM),
                "NO BROWSER TESTS: there is no Chromium at " + PROGRAM + " (set CHROMIUM)");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
        context = browser.newContext(new Browser.NewContextOptions()
                .setLocale("zh-CN")
                .setViewportSize(1280, 900)
                .setDeviceScaleFactor(1.5));
        page = context.newPage();
        page.navigate(url);
        awaitState("data-phase", "ready");
    }

    Page page() {
        return page;
    }

    PlayPage view(String name) {
        page.locator(".nav a[href='#" + name + "']").click();
        assertThat(page.locator("#" + name)).isVisible();
        return this;
    }

    /** Once it can be pressed. */
    PlayPage press(String post) {
        Locator button = page.locator("[data-post='" + post + "']");
        assertThat(button).hasAttribute("aria-disabled", "false", new HasAttributeOptions().setTimeout(LONG));
        button.click();
        assertThat(button).hasAttribute("aria-disabled", "true");
        return this;
    }

    /** Presses, and waits until it has ended well. */
    PlayPage heals(String post) {
        long before = acts();
        press(post);
        page.waitForCondition(
                () -> acts() > before
                        && List.of("healed", "wrong", "open", "failed").contains(act()),
                new Page.WaitForConditionOptions().setTimeout(LONG));
        assertThat(page.locator("html")).hasAttribute("data-act", "healed");
        return this;
    }

    /** The course of events, as it is read. */
    String log() {
        return page.locator("#log").innerText();
    }

    PlayPage in(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        return this;
    }

    private String act() {
        return page.locator("html").getAttribute("data-act");
    }

    private long acts() {
        String number = page.locator("html").getAttribute("data-number");
        return number == null || number.isEmpty() ? 0 : Long.parseLong(number);
    }

    private void awaitState(String attribute, String value) {
        assertThat(page.locator("html")).hasAttribute(attribute, value, new HasAttributeOptions().setTimeout(LONG));
    }

    @Override
    public void close() {
        context.close();
        browser.close();
        playwright.close();
    }
}
