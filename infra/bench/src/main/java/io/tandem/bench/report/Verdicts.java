package io.tandem.bench.report;

import io.tandem.bench.load.LoadAnswer;
import io.tandem.bench.measure.ClosedRun;
import io.tandem.bench.measure.Growth.GrowthRun;
import io.tandem.bench.measure.LimitRun;
import io.tandem.bench.measure.Medians;
import io.tandem.bench.result.Results;
import java.util.List;
import java.util.Optional;

/** The targets that were set before anything was measured, and what came out: missed ones too. */
final class Verdicts {

    private static final double PERCENT = 100;

    private final Results results;
    private final Figures figures;
    private final Table table = new Table(List.of("target", "measured", "met"));

    Verdicts(Results results, Figures figures) {
        this.results = results;
        this.figures = figures;
    }

    List<String> lines() {
        String tandem = figures.contestants().get(0);
        figures.contestant("Spring").ifPresent(spring -> {
            double ours = closed(tandem, ClosedRun::sustained);
            double theirs = closed(spring, ClosedRun::sustained);
            ratio("≥ 2× the Spring peer's orders per second at 64 callers", ours / theirs, 2, true);
            double cpu = closed(tandem, run -> run.cost().ownCpuMillis())
                    / closed(spring, run -> run.cost().ownCpuMillis());
            ratio("≤ half its processor time per order (order + logistics)", cpu, 0.5, false);
        });
        double both = figures.limit("BOTH", Figures.MANY, LimitRun::perSecond).median();
        percent(
                "≥ 70 % of the limit “both at once” at 64 callers",
                closed(tandem, ClosedRun::sustained) / both, 0.70, true);
        double without = figures.limit("BOTH_WITHOUT_LEDGER", Figures.MANY, LimitRun::perSecond)
                .median();
        percent(
                "the ledger costs ≤ 5 % of the throughput of half message, transaction and commit",
                1
                        - figures.limit("BOTH_AS_TANDEM", Figures.MANY, LimitRun::perSecond)
                                        .median()
                                / without,
                0.05,
                false);
        if (figures.hasOpenLoop()) {
            millis(
                    "end-to-end p99 ≤ 50 ms at half of the peak",
                    open(tandem, answer -> answer.endToEnd().p99()),
                    50);
            millis(
                    "reply p99 ≤ 25 ms at half of the peak",
                    open(tandem, answer -> answer.reply().p99()),
                    25);
        }
        growth();
        figures.contestant("Tandem (native)").ifPresent(this::started);
        double ready = figures.start(tandem).readyMillis().get("order");
        millis("order on the JVM ready in ≤ 2 s", ready, 2_000);
        return table.lines();
    }

    private void started(String name) {
        millis(
                "native order ready in ≤ 60 ms",
                figures.start(name).readyMillis().get("order"),
                60);
        double mebibytes = figures.start(name).idleBytes().get("order") / (double) (1 << 20);
        add("native order ≤ 80 MB resident when idle", Table.number(mebibytes) + " MiB", mebibytes <= 80);
    }

    private void growth() {
        List<Long> sizes =
                results.growth().stream().map(GrowthRun::rows).distinct().toList();
        if (sizes.size() < 2) {
            return;
        }
        double first = cpu(sizes.get(0));
        Optional<Double> worst = sizes.stream()
                .map(size -> cpu(size) / first - 1)
                .max((a, b) -> Double.compare(Math.abs(a), Math.abs(b)));
        double change = worst.orElseThrow();
        add(
                "processor time per order flat (± 10 %) from " + Table.number(sizes.get(0)) + " to "
                        + Table.number(sizes.get(sizes.size() - 1)) + " rows",
                "%+.0f %%".formatted(change * PERCENT),
                Math.abs(change) <= 0.10);
    }

    private double cpu(long rows) {
        return Medians.of(
                        results.growth().stream()
                                .filter(run -> run.rows() == rows)
                                .toList(),
                        run -> run.run().cost().totalCpuMillis())
                .median();
    }

    private double closed(String contestant, java.util.function.ToDoubleFunction<ClosedRun> value) {
        return figures.closed(contestant, Figures.MANY, value).median();
    }

    private double open(String contestant, java.util.function.ToDoubleFunction<LoadAnswer> value) {
        return figures.open(contestant, 50, value).median();
    }

    private void ratio(String target, double value, double limit, boolean atLeast) {
        add(target, Table.number(value) + "×", atLeast ? value >= limit : value <= limit);
    }

    private void percent(String target, double value, double limit, boolean atLeast) {
        add(target, "%.0f %%".formatted(value * PERCENT), atLeast ? value >= limit : value <= limit);
    }

    private void millis(String target, double value, double limit) {
        add(target, Table.number(value) + " ms", value <= limit);
    }

    private void add(String target, String measured, boolean met) {
        table.row(List.of(target, measured, met ? "yes" : "**no**"));
    }
}
