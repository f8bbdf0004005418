package io.tandem.bench.report;

import io.tandem.bench.result.Results.ProcessesRun;
import java.util.List;

/** What several processes of each service do on the same cores. */
record ProcessesSection(List<ProcessesRun> processes) implements Section {

    @Override
    public void writeTo(Report page) {
        if (processes.isEmpty()) {
            return;
        }
        page.add(
                "## More processes",
                "",
                "Tandem (JVM), " + Figures.MANY
                        + " callers, ASYNC_FLUSH, with several processes of each service on the same cores: "
                        + "what it shows is that nothing breaks and what an order then costs; more throughput needs more cores.",
                "");
        Table table =
                new Table(List.of("of each service", "orders/s", "CPU ms per order, everything", "order", "logistics"));
        processes.forEach(run -> table.row(List.of(
                "" + run.ofEach(),
                Table.number(run.run().sustained()),
                Table.number(run.run().cost().totalCpuMillis()),
                Table.number(run.run().cost().cpu("order")),
                Table.number(run.run().cost().cpu("logistics")))));
        page.add(table);
    }
}
