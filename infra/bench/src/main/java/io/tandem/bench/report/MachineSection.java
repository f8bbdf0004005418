package io.tandem.bench.report;

import io.tandem.bench.result.Results;
import io.tandem.load.client.Machine;
import java.util.List;

/** What all of it ran on, and whether that was quiet. */
record MachineSection(Results results) implements Section {

    @Override
    public void writeTo(Report page) {
        page.add("## Machine, versions, durability", "");
        Table table = new Table(List.of("", ""));
        results.machine().forEach((name, value) -> table.row(List.of(name, value)));
        results.plan().forEach((name, value) -> table.row(List.of("plan: " + name, value)));
        page.add(table);
        if (!results.machine().getOrDefault(Machine.BUSY, "").matches("\\d %")) {
            page.add(
                    "**The machine was not idle when this run began: its ratios are worth little, and its targets nothing.**",
                    "");
        }
    }
}
