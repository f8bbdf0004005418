package io.tandem.bench.report;

import java.util.ArrayList;
import java.util.List;

/** How soon a process serves, and what memory it takes. */
record StartSection(Figures figures) implements Section {

    private static final double MEBIBYTE = 1 << 20;

    @Override
    public void writeTo(Report page) {
        page.add(
                "### Start and memory",
                "",
                "From the start of the process until it says that it can serve, with MySQL and RocketMQ in reach; resident set after 2 quiet seconds, and at most under load.",
                "");
        Table table = new Table(List.of(
                "",
                "order: ready, ms",
                "idle, MiB",
                "loaded, MiB",
                "logistics: ready, ms",
                "idle, MiB",
                "loaded, MiB"));
        for (String name : figures.contestants()) {
            List<String> row = new ArrayList<>(List.of(name));
            for (String role : List.of("order", "logistics")) {
                row.add("" + figures.start(name).readyMillis().get(role));
                row.add(Table.number(figures.start(name).idleBytes().get(role) / MEBIBYTE));
                row.add(Table.number(figures.loadedBytes(name, role) / MEBIBYTE));
            }
            table.row(row);
        }
        page.add(table);
        figures.contestant("Seata").ifPresent(name -> page.add(coordinator(name), ""));
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
