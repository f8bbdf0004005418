package io.tandem.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.load.Phase.Figure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final Report report = new Report(
            LoadSettings.from(Map.of("SEED", "7")),
            Instant.parse("2026-11-25T03:00:00Z"),
            List.of(new Figure("cores", "2")),
            List.of(new Phase(
                    "race",
                    List.of(new Figure("all know after", "5.5 s")),
                    List.of(new Finding("one wins", true, "1"), new Finding("nothing lost", false, "lost 2")))));

    @Test
    void thePageSaysOnWhatWithWhatAndHowManyPromisesWereKept() {
        assertThat(report.page())
                .contains("2026-11-25", "SEED=7 make load", "kept **1** of 2 promises", "2 项承诺守住 **1** 项")
                .contains("| cores | 2 |", "## race", "| all know after | 5.5 s |")
                .contains("| one wins | yes | 1 |", "| nothing lost | **no** | lost 2 |");
    }

    @Test
    void oneBrokenPromiseIsEnoughToFail() {
        assertThat(report.held()).isFalse();
        assertThat(report.lines()).contains("ok  one wins: 1", "NOT nothing lost: lost 2");
    }
}
