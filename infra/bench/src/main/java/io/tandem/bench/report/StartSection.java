package io.tandem.bench.report;

import io.tandem.bench.measure.StartFigures;
import io.tandem.bench.measure.Warmth;
import java.util.ArrayList;
import java.util.List;

/** How soon a process serves, what memory it takes, and how warm it was when the figures were taken. */
record StartSection(Figures figures) implements Section {

    private static final double MEBIBYTE = 1 << 20;

    @Override
    public void writeTo(Report page) {
        page.add(
                "### Start, memory, warm-up",
                "",
                "Ready: from the start of the process until it says that it can serve, with MySQL and RocketMQ in reach. Resident set after 2 quiet seconds, and at most under load. Idle processor time is that of a second without orders, once warm: of logistics, mostly what it costs to ask the broker for messages again and again.",
                "");
        Table table = new Table(List.of(
                "",
                "order: program, MiB",
                "ready, ms",
                "idle, MiB",
                "idle, CPU ms/s",
                "loaded, MiB",
                "logistics: program, MiB",
                "ready, ms",
                "idle, MiB",
                "idle, CPU ms/s",
                "loaded, MiB"));
        for (String name : figures.contestants()) {
            StartFigures start = figures.start(name);
            List<String> row = new ArrayList<>(List.of(name));
            for (String role : List.of("order", "logistics")) {
                long program = start.programBytes().get(role);
                row.add(program == 0 ? "–" : Table.number(program / MEBIBYTE));
                row.add("" + start.readyMillis().get(role));
                row.add(Table.number(start.idleBytes().get(role) / MEBIBYTE));
                row.add(Table.number(start.idleCpuMillis().get(role)));
                row.add(Table.number(figures.loadedBytes(name, role) / MEBIBYTE));
            }
            table.row(row);
        }
        page.add(table);
        figures.contestant("Seata").ifPresent(name -> page.add(coordinator(name), ""));
        warmUp(page);
    }

    private void warmUp(Report page) {
        page.add(
                "Warm-up: " + Figures.MANY
                        + " callers from the first request on, until the processor time of an order (order + logistics) no longer falls. The last column is what the last two slices took of the least before: below 97 % it was still falling when the time was over, and its figures flatter the others.",
                "");
        Table table = new Table(List.of(
                "",
                "AppCDS archive",
                "90 % of its orders/s after, s",
                "warmed for, s",
                "CPU ms an order, first slice",
                "last",
                "warm"));
        for (String name : figures.contestants()) {
            Warmth warmth = figures.start(name).warmth();
            List<Double> cpu = warmth.cpuMillis();
            table.row(List.of(
                    name,
                    figures.start(name).classDataSharing() ? "yes" : "no",
                    Table.number(figures.secondsUntilPeak(name)),
                    Table.number(warmth.seconds()),
                    Table.number(cpu.get(0)),
                    Table.number(cpu.get(cpu.size() - 1)),
                    "%s, %.0f %%".formatted(warmth.isFlat() ? "yes" : "**no**", 100 * warmth.lastShare())));
        }
        page.add(table);
    }

    private String coordinator(String name) {
        return "%s needs its server beside: ready in %d ms, idle %s MiB, loaded %s MiB."
                .formatted(
                        name,
                        figures.start(name).readyMillis().get("seata"),
                        Table.number(figures.start(name).idleBytes().get("seata") / MEBIBYTE),
                        Table.number(figures.loadedBytes(name, "seata") / MEBIBYTE));
    }
}
