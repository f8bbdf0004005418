package io.tandem.bench.report;

import io.tandem.bench.measure.LimitRun;
import io.tandem.bench.measure.Medians;
import java.util.List;

/** What the bare steps can do, without all that is around them. */
record LimitSection(Figures figures) implements Section {

    @Override
    public void writeTo(Report page) {
        if (figures.table().limits().isEmpty()) {
            return;
        }
        page.add(
                "### Limits, and the ledger by itself",
                "",
                "No HTTP, no sign-in, no consumer, no metrics: a process that does the bare step, on the same servers.",
                "");
        Table table =
                new Table(List.of("", "callers", "orders/s", "p50 ms", "p99 ms", "CPU ms an order, servers included"));
        figures.table().limits().stream()
                .map(run -> run.name() + " " + run.callers())
                .distinct()
                .forEach(key -> {
                    String name = key.substring(0, key.indexOf(' '));
                    int callers = Integer.parseInt(key.substring(key.indexOf(' ') + 1));
                    Medians cpu = figures.limit(name, callers, LimitRun::cpuMillis);
                    table.row(List.of(
                            title(name),
                            "" + callers,
                            Table.cell(figures.limit(name, callers, LimitRun::perSecond)),
                            Table.cell(figures.limit(name, callers, LimitRun::p50)),
                            name.equals("ROCKETMQ_BENCHMARK")
                                    ? "–"
                                    : Table.cell(figures.limit(name, callers, LimitRun::p99)),
                            cpu.median() == 0 ? "–" : Table.cell(cpu)));
                });
        page.add(table);
    }

    private static String title(String step) {
        return switch (step) {
            case "TWO_INSERTS" -> "two inserts in one transaction, bare Vert.x client";
            case "HALF_AND_COMMIT" -> "half message and commit, gRPC client";
            case "BOTH" -> "**both at once**: half message, two inserts, commit";
            case "BOTH_WITHOUT_LEDGER" -> "half message, the order alone, commit (no ledger)";
            case "GROUP" ->
                "**bare groups**: half message, two inserts of 64 rows, commit (callers ÷ 64 groups at once)";
            case "GROUP_WITHOUT_LEDGER" -> "half message, one insert of 64 orders, commit (no ledger)";
            case "ROCKETMQ_BENCHMARK" -> "RocketMQ's own transaction benchmark (remoting; mean RT in the p50 column)";
            default -> step;
        };
    }
}
