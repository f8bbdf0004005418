package io.tandem.acceptance.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The one browser of this JVM: the system's Chromium, never a downloaded one. Without it the tests abort, and say so. */
final class Chromium {

    private static final Path PROGRAM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    private static final String MISSING = "NO BROWSER TESTS: there is no Chromium at " + PROGRAM
            + " (apt-get install chromium fonts-noto-cjk, or set CHROMIUM)";

    private static Browser browser;

    private Chromium() {}

    static synchronized Browser get() {
        if (!Files.isExecutable(PROGRAM)) {
            System.err.println(MISSING);
            Assumptions.abort(MISSING);
        }
        if (browser == null) {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright
                    .chromium()
                    .launch(new LaunchOptions()
                            .setExecutablePath(PROGRAM)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        }
        return browser;
    }
}
