package io.tandem.faults.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.faults.check.Invariant;
import io.tandem.faults.check.Violation;
import io.tandem.faults.check.Violation.Effect;
import io.tandem.faults.round.RoundResult;
import io.tandem.faults.round.RoundResult.Figures;
import io.tandem.faults.variant.Trial.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Violation LOSS =
            new Violation(Invariant.ONE_SHIPMENT_FOR_EACH_ORDER, Effect.LOST, 5, "paid, never shipped");

    @Test
    void isGoodIfEveryRoundHeldAndEveryVariantWasFound() {
        assertThat(report(List.of(round(true, List.of())), true).good()).isTrue();
        assertThat(report(List.of(round(true, List.of(LOSS))), true).good()).isFalse();
        assertThat(report(List.of(round(true, List.of())), false).good()).isFalse();
    }

    @Test
    void isNotGoodIfAFaultDidNotHappenForThenItProvedNothing() {
        assertThat(report(List.of(round(false, List.of())), true).good()).isFalse();
    }

    @Test
    void addsUpTheRoundsOfAFault() {
        Row row = report(List.of(round(true, List.of()), round(true, List.of(LOSS))), true)
                .rows()
                .get(0);

        assertThat(row.rounds()).isEqualTo(2);
        assertThat(row.attempted()).isEqualTo(20);
        assertThat(row.lost()).isOne();
        assertThat(row.violations()).containsEntry(Invariant.ONE_SHIPMENT_FOR_EACH_ORDER, 1L);
        assertThat(row.p99Millis()).isEqualTo(30);
    }

    @Test
    void isWrittenForPeopleAndForPrograms(@TempDir Path docs) throws Exception {
        Files.createDirectory(docs.resolve("images"));

        ReportFiles.write(report(List.of(round(true, List.of(LOSS))), true), docs);

        assertThat(Files.readString(docs.resolve("reliability.md")))
                .contains("| MySQL: killed | 1 | 10 | 8 | 1 |", "a broken one | why | a fault | 3 | invariant 2, LOST")
                .doesNotContain("%d", "%s");
        assertThat(json(docs).at("/faults/0/lost").asInt()).isOne();
        assertThat(json(docs).at("/failedRounds/0/seed").asText()).isEqualTo("99");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(docs.resolve("images/reliability.svg").toFile());
    }

    private static com.fasterxml.jackson.databind.JsonNode json(Path docs) throws IOException {
        return new ObjectMapper().readTree(docs.resolve("reliability.json").toFile());
    }

    private static Report report(List<RoundResult> rounds, boolean caught) {
        Finding control = new Finding("as it is", "", List.of("a fault"), false, Duration.ofSeconds(9), List.of(), "");
        Finding broken = new Finding(
                "a broken one", "why", List.of("a fault"), caught, Duration.ofSeconds(3), List.of(LOSS), "");
        return new Report(LocalDate.of(2026, 11, 24), 42, 10, rounds, List.of(), List.of(), control, List.of(broken));
    }

    private static RoundResult round(boolean happened, List<Violation> violations) {
        Figures figures = new Figures(10, 8, 2, 2, Map.of("Placed", 8L), List.of(10L, 20L, 30L));
        return new RoundResult(
                1, 99, "MySQL", "killed", happened, "", figures, true, Duration.ofSeconds(2), violations);
    }
}
