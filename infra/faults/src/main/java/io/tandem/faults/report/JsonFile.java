package io.tandem.faults.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tandem.faults.check.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For programs: the rows, the findings, and the rounds whose seeds may be wanted. */
final class JsonFile {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonFile() {}

    static String of(Report report) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("date", report.date().toString());
        root.put("seed", Long.toString(report.seed()));
        root.put("minutes", report.minutes());
        root.put("good", report.good());
        root.put("total", report.total());
        root.put("faults", report.rows());
        root.put("skipped", report.skipped());
        root.put("atTheEnd", texts(report.atTheEnd()));
        root.put(
                "failedRounds",
                report.rounds().stream()
                        .filter(round -> !round.good())
                        .map(round -> Map.of(
                                "number", round.number(),
                                "seed", Long.toString(round.seed()),
                                "fault", round.family() + ": " + round.fault(),
                                "note", round.note(),
                                "violations", texts(round.violations())))
                        .toList());
        root.put(
                "variants",
                report.variants().stream()
                        .map(finding -> Map.of(
                                "name", finding.variant(),
                                "caught", finding.caught(),
                                "seconds", finding.took().toMillis() / 1_000.0,
                                "faults", finding.faults(),
                                "violations",
                                        texts(finding.violations().stream()
                                                .limit(5)
                                                .toList())))
                        .toList());
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static List<String> texts(List<Violation> violations) {
        return violations.stream().map(Violation::toString).toList();
    }
}
