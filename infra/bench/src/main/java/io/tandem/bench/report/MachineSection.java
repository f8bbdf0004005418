package io.tandem.bench.report;

import io.tandem.bench.measure.StartFigures;
import io.tandem.bench.result.Results;
import io.tandem.load.client.Machine;
import java.util.List;
import java.util.stream.Collectors;

/** What all of it ran on, and whether that was quiet. */
record MachineSection(Results results) implements Section {

    @Override
    public void writeTo(Report page) {
        page.add("## Machine, versions, durability", "");
        Table table = new Table(List.of("", ""));
        results.machine().forEach((name, value) -> table.row(List.of(name, value)));
        results.plan().forEach((name, value) -> table.row(List.of("plan: " + name, value)));
        page.add(table);
        results.absent().forEach(line -> page.add("* Not measured: " + line + "."));
        page.add("");
        String cold = results.tables().stream()
                .flatMap(flush -> flush.starts().stream())
                .filter(start -> !start.warmth().isFlat())
                .map(StartFigures::contestant)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!cold.isEmpty()) {
            page.add(
                    "**Not warm when the figures were taken: " + cold
                            + ". An order costs them less than stands here once they are; see “Start, memory, warm-up”.**",
                    "");
        }
        if (!results.machine().getOrDefault(Machine.BUSY, "").matches("\\d %")) {
            page.add(
                    "**The machine was not idle when this run began: its ratios are worth little, and its targets nothing.**",
                    "");
        }
    }
}
