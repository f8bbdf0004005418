package io.tandem.bench.report;

import io.tandem.bench.measure.ClosedRun;
import io.tandem.bench.measure.Growth.GrowthRun;
import io.tandem.bench.measure.Medians;
import java.util.ArrayList;
import java.util.List;

/**
 * What an order costs when there are many already.
 *
 * @param chart name of its picture
 */
record GrowthSection(List<GrowthRun> growth, String chart) implements Section {

    @Override
    public void writeTo(Report page) {
        if (growth.isEmpty()) {
            return;
        }
        page.add(
                "## Growth",
                "",
                "Tandem (JVM), " + Figures.MANY
                        + " callers, ASYNC_FLUSH, with so many generated rows in each of `orders`, `tx_attempt`, `logistics` and `message_trace`; three runs each, of the smallest tables three before all others and three after them.",
                "");
        Table table = new Table(List.of(
                "rows in each table",
                "orders/s",
                "CPU ms per order, everything",
                "– mysqld",
                "p99 of the reply, closed loop, ms"));
        List<BarChart.Group> groups = new ArrayList<>();
        for (long rows : growth.stream().map(GrowthRun::rows).distinct().toList()) {
            List<ClosedRun> runs = growth.stream()
                    .filter(run -> run.rows() == rows)
                    .map(GrowthRun::run)
                    .toList();
            Medians all = Medians.of(runs, run -> run.cost().totalCpuMillis());
            table.row(List.of(
                    Table.number((double) rows),
                    Table.cell(Medians.of(runs, ClosedRun::sustained)),
                    Table.cell(all),
                    Table.cell(Medians.of(runs, run -> run.cost().cpu("mysqld"))),
                    Table.cell(Medians.of(runs, run -> run.answer().reply().p99()))));
            groups.add(new BarChart.Group(Table.number((double) rows) + " rows", List.of(all.median())));
        }
        page.add(table);
        page.chart(
                chart,
                new BarChart(
                        "CPU milliseconds per order as the tables grow", "ms", false, List.of("everything"), groups));
    }
}
