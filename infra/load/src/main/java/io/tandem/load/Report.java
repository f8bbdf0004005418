package io.tandem.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tandem.load.Phase.Figure;
import io.tandem.local.process.LocalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
        StringBuilder page = new StringBuilder(introduction()).append("\n| | |\n|---|---|\n");
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

    private String introduction() {
        List<Finding> promises =
                phases.stream().flatMap(phase -> phase.findings().stream()).toList();
        long kept = promises.stream().filter(Finding::held).count();
        LocalDate day = LocalDate.ofInstant(began, ZoneOffset.UTC);
        return """
                # 压力测试 / Load

                <!-- Written by `make load`: change the program (infra/load, io.tandem.load.Report), not this page. -->

                **摘要。** `make load` 在一台机器上启动真实的 MySQL、RocketMQ 和两个服务，先测出它能承受的下单速度，再以两倍的速度持续下单，
                然后是长跑、众人抢同一个订单号、大批慢客户端；每一段结束后，把每个调用者得到的答复与数据库逐条核对。
                本页这次运行（%1$s）：%3$d 项承诺守住 **%2$d** 项。重放：`%4$s make load`。

                `make load` starts MySQL, RocketMQ and both services on one machine and asks of them what they cannot do: orders at twice the
                rate that they sustain, whether or not earlier ones are answered; then a soak; many callers for one order number; and hundreds of
                clients that send or read next to nothing. After each part everything that a caller was told is compared with the tables. This
                run (%1$s) kept **%2$d** of %3$d promises. Services, servers and callers share the machine, so the figures compare with
                themselves only. An answer's time counts from when its order was due, not from when it could be sent.
                """.formatted(day, kept, promises.size(), settings);
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
