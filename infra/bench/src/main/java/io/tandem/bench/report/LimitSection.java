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
                new Table(List.of("", "callers", "per second", "p50 ms", "p99 ms", "CPU ms each, servers included"));
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
            case "ORDER_ALONE" -> "the order alone in a transaction (no ledger)";
            case "LOCAL_TRANSACTION" -> "claim and order, the library's `LocalTransactions`";
            case "HALF_AND_COMMIT" -> "half message and commit, gRPC client";
            case "BOTH" -> "**both at once**: half message, two inserts, commit";
            case "BOTH_AS_TANDEM" -> "half message, claim and order by `LocalTransactions`, commit";
            case "BOTH_WITHOUT_LEDGER" -> "half message, the order alone, commit (no ledger)";
            case "SETTLE_COMMITTED" -> "check-back's question, attempt committed";
            case "SETTLE_OPEN" -> "check-back's question, attempt open: writes ROLLBACK";
            case "ROCKETMQ_BENCHMARK" -> "RocketMQ's own transaction benchmark (remoting; mean RT in the p50 column)";
            default -> step;
        };
    }
}
