package io.tandem.play;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import io.tandem.local.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The README's pictures of the playground, taken while it is played: {@code make screenshots}. */
@Tag("servers")
@EnabledIfEnvironmentVariable(named = PlayPicturesTest.COPY_TO, matches = ".+")
class PlayPicturesTest {

    static final String COPY_TO = "TANDEM_SCREENSHOTS";

    private static final int LARGEST = 300 * 1024;
    private static final HasAttributeOptions ATTRIBUTE = new HasAttributeOptions().setTimeout(2 * PlayPage.LONG);

    @Test
    void picturesOfAPlay(@TempDir Path folder) throws IOException {
        try (RunningPlayground playground = RunningPlayground.start(folder.resolve("play.log"));
                PlayPage page = new PlayPage(playground.url())) {
            page.press("/break/kill-after-commit");
            assertThat(page.page().locator("#waiting"))
                    .containsText("1", new ContainsTextOptions().setTimeout(PlayPage.LONG));
            assertThat(page.page().locator("#shelf-ledger")).containsText("COMMIT");
            take(page.page().locator(".stage"), "play-broken");
            assertThat(page.page().locator("html")).hasAttribute("data-act", "healed", ATTRIBUTE);
            take(page.page().locator("#theatre"), "play-healed");

            page.view("side").press("/compare");
            assertThat(page.page().locator("#left .verdict")).hasAttribute("data-ended", "true", ATTRIBUTE);
            assertThat(page.page().locator("#right .verdict")).hasAttribute("data-ended", "true", ATTRIBUTE);
            take(page.page().locator("#side"), "play-side");

            page.view("play").press("/break/none").press("/rush").press("/break/kill-after-commit");
            assertThat(page.page().locator("[data-post='/rush']")).hasAttribute("aria-disabled", "false", ATTRIBUTE);
            assertThat(page.page().locator("#reckoning-verdict")).hasAttribute("data-tone", "good", ATTRIBUTE);
            take(page.page().locator("#outcome"), "play-thousand");
        }
    }

    private static void take(Locator part, String name) throws IOException {
        Path folder = ProjectRoot.find().resolve(System.getenv(COPY_TO));
        Files.createDirectories(folder);
        part.screenshot(new Locator.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
        assertThat(Files.size(folder.resolve(name + ".png"))).as(name).isLessThan(LARGEST);
    }
}
