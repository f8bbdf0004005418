package io.tandem.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tandem.load.Phase.Figure;
import io.tandem.local.process.LocalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of a run, for people (text, a page of the documentation) and for programs (JSON). */
record Report(LoadSettings settings, Instant began, List<Figure> machine, List<Phase> phases) {

    boolean held() {
        return phases.stream().allMatch(Phase::held);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Phase phase : phases) {
            lines.add("");
            lines.add("== " + phase.name());
            phase.figures().forEach(figure -> lines.add(String.format("   %-40s %s", figure.name(), figure.value())));
            phase.findings()
                    .forEach(finding ->
                            lines.add((finding.held() ? "ok " : "NOT") + " " + finding.what() + ": " + finding.seen()));
        }
        return lines;
    }

    private Map<String, Object> json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("began", began.toString());
        all.put("settings", settings.toString());
        all.put("machine", machine);
        all.put("held", held());
        all.put("phases", phases);
        return all;
    }

    /** docs/load.md, all of it. */
    String page() {
        StringBuilder page = new StringBuilder("# 压力测试 / Load\n\n")
                .append("由 `make load` 生成，请勿手改。 / Written by `make load`; not to be edited by hand.\n\n")
                .append("服务、MySQL、RocketMQ 与发压程序都在同一台机器上，数字只用来与自己比较；要看的是各项承诺是否守住。 / Services, MySQL, RocketMQ")
                .append(
                        " and the load itself share one machine, so the figures compare with themselves only; what matters is which")
                .append(" promises were kept.\n\n")
                .append("| | |\n|---|---|\n")
                .append("| began | ")
                .append(began.truncatedTo(ChronoUnit.SECONDS))
                .append(" |\n")
                .append("| replay | `")
                .append(settings)
                .append(" make load` |\n");
        rows(page, machine);
        for (Phase phase : phases) {
            page.append("\n## ").append(phase.name()).append("\n\n| figure | |\n|---|---|\n");
            rows(page, phase.figures());
            page.append("\n| promise | kept | seen |\n|---|---|---|\n");
            phase.findings().forEach(finding -> page.append("| ")
                    .append(finding.what())
                    .append(finding.held() ? " | yes | " : " | **no** | ")
                    .append(finding.seen())
                    .append(" |\n"));
        }
        return page.toString();
    }

    private static void rows(StringBuilder page, List<Figure> figures) {
        figures.forEach(figure -> page.append("| ")
                .append(figure.name())
                .append(" | ")
                .append(figure.value())
                .append(" |\n"));
    }

    void write(Path json, Path page) {
        try {
            Files.createDirectories(json.getParent());
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), json());
            Files.writeString(page, page());
        } catch (IOException failed) {
            throw new LocalFailure("The report cannot be written: " + failed.getMessage(), failed);
        }
    }
}
