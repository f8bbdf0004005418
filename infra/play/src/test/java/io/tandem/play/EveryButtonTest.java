package io.tandem.play;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import io.tandem.local.process.FreePorts;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code make test-play}: all that can be pressed, for a few minutes. */
@Tag("servers")
@EnabledIfSystemProperty(named = "play.all", matches = "true")
class EveryButtonTest extends OnAPlayground {

    private static final int FAILED = 1;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rocketmq-away",
                "kill-before-commit",
                "mysql-away",
                "sigstop",
                "kill-after-commit",
                "drop-commit",
                "drop-rollback",
                "delay",
                "clock",
                "kill-consumer",
                "duplicate"
            })
    void everyFaultHeals(String fault) {
        page.view("play").heals("/break/" + fault);

        assertThat(page.page().locator("#reckoning-verdict"))
                .hasAttribute("data-tone", "good", new HasAttributeOptions().setTimeout(PlayPage.LONG));
    }

    @Test
    void theTourIsTickedByWhatIsSeen() {
        page.view("tour");
        for (String chapter : List.of("pay", "fail", "follow", "commit-lost", "rollback-lost", "away")) {
            page.press("/tour/" + chapter);
            assertThat(page.page().locator("#chapter-" + chapter))
                    .hasAttribute("data-done", "true", new HasAttributeOptions().setTimeout(PlayPage.LONG));
        }
        assertThat(page.page().locator("#tour-all"))
                .hasText("六步全部看到了。", new HasTextOptions().setTimeout(PlayPage.LONG));
    }

    @Test
    void aThousandPaymentsComeOutRightWithAKillInTheirMiddle() {
        page.view("play").press("/rush").press("/break/kill-after-commit");

        Locator verdict = page.page().locator("#reckoning-verdict");
        assertThat(page.page().locator("[data-post='/rush']"))
                .hasAttribute("aria-disabled", "false", new HasAttributeOptions().setTimeout(2 * PlayPage.LONG));
        assertThat(verdict).hasAttribute("data-tone", "good", new HasAttributeOptions().setTimeout(PlayPage.LONG));
    }

    @Test
    void aPortThatIsTakenIsSaidInOneLine() throws InterruptedException {
        try (RunningPlayground second = RunningPlayground.begin(playground.port(), folder.resolve("second.log"))) {
            assertThat(second.awaitEnd()).isEqualTo(FAILED);
            assertThat(second.output().lines())
                    .singleElement()
                    .asString()
                    .contains("Port " + playground.port(), "PLAY_PORT");
        }
    }

    @Test
    void aSignalWhileItStartsStopsItToo() throws InterruptedException {
        try (RunningPlayground starting = RunningPlayground.begin(FreePorts.next(), folder.resolve("starting.log"))) {
            starting.awaitLine("MySQL is up");
            starting.stop();
        }
    }
}
