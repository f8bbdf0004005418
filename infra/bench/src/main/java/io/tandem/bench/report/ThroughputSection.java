package io.tandem.bench.report;

import io.tandem.bench.measure.ClosedRun;
import io.tandem.bench.measure.LimitRun;
import io.tandem.bench.measure.Medians;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How many orders a second, for so many callers at once. */
record ThroughputSection(Figures figures, String flush) implements Section {

    @Override
    public void writeTo(Report page) {
        page.add(
                "### Orders per second",
                "",
                "Closed loop. Orders that were answered 201 *and* shipped, over the time until the last shipment was there.",
                "");
        List<String> heads = new ArrayList<>(List.of("callers"));
        heads.addAll(figures.contestants());
        heads.add("limit: both at once");
        Table table = new Table(heads);
        List<BarChart.Group> groups = new ArrayList<>();
        for (int callers : figures.callers()) {
            List<Medians> cells = new ArrayList<>(figures.contestants().stream()
                    .map(name -> figures.closed(name, callers, ClosedRun::sustained))
                    .toList());
            cells.add(figures.limit("BOTH", callers, LimitRun::perSecond));
            table.row(Stream.concat(Stream.of("" + callers), cells.stream().map(Table::cell))
                    .toList());
            groups.add(new BarChart.Group(
                    callers + (callers == 1 ? " caller" : " callers"),
                    cells.stream().map(Medians::median).toList()));
        }
        page.add(table);
        page.add("Refused (answered otherwise than 201), median of the rounds: " + refused(figures) + ".", "");
        page.chart(
                "bench-throughput-" + flush,
                new BarChart("Orders per second, " + flush, "orders/s", false, heads.subList(1, heads.size()), groups));
        page.add(
                "Reply in closed loop at " + Figures.MANY + " callers, ms: "
                        + String.join(
                                "; ",
                                figures.contestants().stream()
                                        .map(name -> name + " p50 "
                                                + Table.cell(figures.closed(name, Figures.MANY, run -> run.answer()
                                                        .reply()
                                                        .p50()))
                                                + ", p99 "
                                                + Table.cell(figures.closed(name, Figures.MANY, run -> run.answer()
                                                        .reply()
                                                        .p99())))
                                        .toList())
                        + ". (In a closed loop the callers' number and the throughput fix it: see the open loop.)",
                "");
    }

    private static String refused(Figures figures) {
        return String.join(
                "; ",
                figures.contestants().stream()
                        .map(name -> name + " "
                                + String.join(
                                        ", ",
                                        figures.callers().stream()
                                                .map(callers -> callers + " callers: "
                                                        + Table.number(figures.closed(name, callers, run -> run.answer()
                                                                        .refused())
                                                                .median()))
                                                .toList()))
                        .toList());
    }
}
