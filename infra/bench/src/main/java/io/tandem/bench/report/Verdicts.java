package io.tandem.bench.report;

import io.tandem.bench.load.LoadAnswer;
import io.tandem.bench.measure.ClosedRun;
import io.tandem.bench.measure.Growth.GrowthRun;
import io.tandem.bench.measure.LimitRun;
import io.tandem.bench.measure.Medians;
import io.tandem.bench.measure.OverloadRun;
import io.tandem.bench.result.Results;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

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
        for (int callers : List.of(Figures.MANY, 256)) {
            int spring = callers == Figures.MANY ? 3 : 4;
            double outbox = callers == Figures.MANY ? 2 : 2.5;
            ratio(spring, "Spring Boot's", callers, best("Spring", callers));
            ratio(outbox, "the outbox'", callers, best("Outbox", callers));
        }
        figures.contestants().stream()
                .filter(name -> name.startsWith("Spring"))
                .mapToDouble(name -> closed(name, run -> run.cost().totalCpuMillis()))
                .min()
                .ifPresent(theirs -> share(
                        "≤ a quarter of Spring Boot's processor time an order, servers included",
                        closed(tandem, run -> run.cost().totalCpuMillis()) / theirs,
                        0.25));
        limits(tandem);
        openLoop(tandem);
        figures.table().overloads().stream()
                .filter(run -> run.contestant().equals(tandem))
                .forEach(this::overload);
        growth();
        atOnce("JVM", tandem, 5);
        figures.contestant("Tandem (native)").ifPresent(this::started);
        return table.lines();
    }

    /** Orders a second of the best contestant of that kind. */
    private double best(String kind, int callers) {
        return figures.contestants().stream()
                .filter(name -> name.startsWith(kind))
                .mapToDouble(name ->
                        figures.closed(name, callers, ClosedRun::sustained).median())
                .max()
                .orElse(Double.NaN);
    }

    private void ratio(double atLeast, String whose, int callers, double theirs) {
        double value = figures.closed(figures.contestants().get(0), callers, ClosedRun::sustained)
                        .median()
                / theirs;
        if (!Double.isNaN(value)) {
            add(
                    "≥ %s× %s orders per second at %d callers"
                            .formatted(Double.toString(atLeast).replace(".0", ""), whose, callers),
                    Table.number(value) + "×",
                    value >= atLeast);
        }
    }

    private void limits(String tandem) {
        double groups = List.of(64, 128, 256).stream()
                .mapToDouble(callers ->
                        figures.limit("GROUP", callers, LimitRun::perSecond).median())
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(Double.NaN);
        if (Double.isNaN(groups)) {
            return;
        }
        double reached = figures.callers().stream()
                .mapToDouble(callers ->
                        figures.closed(tandem, callers, ClosedRun::sustained).median())
                .max()
                .orElse(0);
        add("≥ 50 % of “bare groups”", percent(reached / groups), reached / groups >= 0.5);
        double ledger =
                figures.limit("GROUP", Figures.MANY, LimitRun::cpuMillis).median()
                        - figures.limit("GROUP_WITHOUT_LEDGER", Figures.MANY, LimitRun::cpuMillis)
                                .median();
        share(
                "the ledger takes ≤ 5 % of an order's processor time at 64 callers",
                ledger / closed(tandem, run -> run.cost().totalCpuMillis()), 0.05);
    }

    private void openLoop(String tandem) {
        if (figures.rates().contains(50)) {
            millis("reply p99 ≤ 25 ms at half of Spring Boot's peak", open(tandem, 50, Verdicts::reply), 25);
            millis("shipment p99 ≤ 50 ms there", open(tandem, 50, Verdicts::shipment), 50);
        }
        for (int percent : figures.rates()) {
            figures.contestant("Spring")
                    .ifPresent(spring -> add(
                            "reply and shipment p99 below Spring Boot's at %d %% of its peak".formatted(percent),
                            "%s and %s beside %s and %s ms"
                                    .formatted(
                                            Table.number(open(tandem, percent, Verdicts::reply)),
                                            Table.number(open(tandem, percent, Verdicts::shipment)),
                                            Table.number(open(spring, percent, Verdicts::reply)),
                                            Table.number(open(spring, percent, Verdicts::shipment))),
                            open(tandem, percent, Verdicts::reply) < open(spring, percent, Verdicts::reply)
                                    && open(tandem, percent, Verdicts::shipment)
                                            < open(spring, percent, Verdicts::shipment)));
        }
    }

    private void overload(OverloadRun run) {
        double back = figures.secondsUntilBack(run);
        add(
                "≥ 90 %% of the peak accepted at %d times the capacity, and the peak back within 5 s"
                        .formatted(run.times()),
                percent(run.acceptedShare()) + ", " + Table.number(back) + " s",
                run.acceptedShare() >= 0.9 && back <= 5);
        double refused = figures.refusedCpuMillis(run) / figures.servedCpuMillis(run.contestant());
        String cheap = "a refusal takes ≤ a tenth of an order's processor time, at %d times the capacity"
                .formatted(run.times());
        if (Double.isNaN(refused)) {
            table.row(List.of(cheap, "nobody was refused", "not measured"));
        } else {
            share(cheap, refused, 0.1);
        }
    }

    private void atOnce(String mode, String name, double seconds) {
        double until = figures.secondsUntilPeak(name);
        add(
                "90 %% of the orders per second within %.0f s of the first request (%s)".formatted(seconds, mode),
                Table.number(until) + " s",
                until <= seconds);
    }

    private void started(String name) {
        share(
                "native ≥ 80 % of the JVM's orders per second",
                closed(name, ClosedRun::sustained)
                        / closed(figures.contestants().get(0), ClosedRun::sustained),
                0.8,
                true);
        millis(
                "native order ready in ≤ 60 ms",
                figures.start(name).readyMillis().get("order"),
                60);
        double megabytes = figures.start(name).idleBytes().get("order") / 1e6;
        add("native order ≤ 80 MB resident when idle", Table.number(megabytes) + " MB", megabytes <= 80);
        atOnce("native", name, 1);
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

    private double closed(String contestant, ToDoubleFunction<ClosedRun> value) {
        return figures.closed(contestant, Figures.MANY, value).median();
    }

    private static double reply(LoadAnswer answer) {
        return answer.reply().p99();
    }

    private static double shipment(LoadAnswer answer) {
        return answer.endToEnd().p99();
    }

    private double open(String contestant, int percent, ToDoubleFunction<LoadAnswer> value) {
        return figures.open(contestant, percent, value).median();
    }

    private void share(String target, double value, double limit) {
        share(target, value, limit, false);
    }

    private void share(String target, double value, double limit, boolean atLeast) {
        if (!Double.isNaN(value)) {
            add(target, percent(value), atLeast ? value >= limit : value <= limit);
        }
    }

    private static String percent(double value) {
        return "%.0f %%".formatted(value * PERCENT);
    }

    private void millis(String target, double value, double limit) {
        add(target, Table.number(value) + " ms", value <= limit);
    }

    private void add(String target, String measured, boolean met) {
        table.row(List.of(target, measured, met ? "yes" : "**no**"));
    }
}
