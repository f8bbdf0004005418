package io.tandem.bench.report;

import io.tandem.bench.load.LoadAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** How long an order takes while as many come as come, and not as many as are answered. */
record LatencySection(Figures figures, String flush) implements Section {

    @Override
    public void writeTo(Report page) {
        page.add(
                "### Reply and shipment, open loop",
                "",
                "Orders come at random moments at a fixed mean rate, the same for all (shares of the peak of Spring Boot on a pool), "
                        + "and are timed from the moment they were due: queueing is not hidden. The shipment counts when another connection sees its row (looked for every 3 ms). Milliseconds.",
                "");
        Table table = new Table(List.of(
                "", "rate", "orders/s", "reply p50", "p95", "p99", "shipment p50", "p95", "p99", "refused", "unseen"));
        List<BarChart.Group> groups = new ArrayList<>();
        for (String name : figures.contestants()) {
            for (int percent : figures.rates()) {
                table.row(List.of(
                        name,
                        percent + " %",
                        Table.number(figures.rate(percent)),
                        open(figures, name, percent, answer -> answer.reply().p50()),
                        open(figures, name, percent, answer -> answer.reply().p95()),
                        open(figures, name, percent, answer -> answer.reply().p99()),
                        open(figures, name, percent, answer -> answer.endToEnd().p50()),
                        open(figures, name, percent, answer -> answer.endToEnd().p95()),
                        open(figures, name, percent, answer -> answer.endToEnd().p99()),
                        open(figures, name, percent, LoadAnswer::refused),
                        open(figures, name, percent, LoadAnswer::unseen)));
            }
            groups.add(new BarChart.Group(
                    name,
                    Stream.<ToDoubleFunction<LoadAnswer>>of(
                                    answer -> answer.reply().p50(),
                                            answer -> answer.reply().p99(),
                                    answer -> answer.endToEnd().p50(),
                                            answer -> answer.endToEnd().p99())
                            .map(value -> figures.open(name, 50, value).median())
                            .toList()));
        }
        page.add(table);
        page.chart(
                "bench-latency-" + flush,
                new BarChart(
                        "Milliseconds at half of the Spring peer's peak, open loop, " + flush,
                        "ms",
                        false,
                        List.of("reply p50", "reply p99", "shipment p50", "shipment p99"),
                        groups));
    }

    private static String open(Figures figures, String name, int percent, ToDoubleFunction<LoadAnswer> value) {
        return Table.cell(figures.open(name, percent, value));
    }
}
