package io.tandem.bench.report;

import io.tandem.bench.load.LoadAnswer;
import io.tandem.bench.measure.ClosedRun;
import io.tandem.bench.measure.LimitRun;
import io.tandem.bench.measure.Medians;
import io.tandem.bench.measure.OpenRun;
import io.tandem.bench.measure.OverloadRun;
import io.tandem.bench.measure.StartFigures;
import io.tandem.bench.measure.Turn;
import io.tandem.bench.measure.Turn.DuplicateRun;
import io.tandem.bench.measure.Warmth;
import io.tandem.bench.result.Results.FlushTable;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Medians over the rounds of one flush table. */
record Figures(FlushTable table) {

    /** Callers in closed loop, where contestants are compared by one figure. */
    static final int MANY = 64;

    List<String> contestants() {
        return table.starts().stream().map(StartFigures::contestant).toList();
    }

    List<Integer> callers() {
        return table.turns().stream()
                .flatMap(turn -> turn.closed().stream())
                .map(ClosedRun::callers)
                .distinct()
                .toList();
    }

    Medians closed(String contestant, int callers, ToDoubleFunction<ClosedRun> value) {
        return Medians.of(
                turns(contestant).stream()
                        .flatMap(turn -> turn.closed().stream())
                        .filter(run -> run.callers() == callers)
                        .toList(),
                value);
    }

    Medians duplicates(String contestant, int percent, ToDoubleFunction<ClosedRun> value) {
        return Medians.of(
                turns(contestant).stream()
                        .flatMap(turn -> turn.duplicates().stream())
                        .filter(run -> run.percent() == percent)
                        .map(DuplicateRun::run)
                        .toList(),
                value);
    }

    /** Whether some order numbers were taken in any turn. */
    boolean hasDuplicates() {
        return table.turns().stream().anyMatch(turn -> !turn.duplicates().isEmpty());
    }

    /** Percent of the reference's peak at which orders came in open loop. */
    List<Integer> rates() {
        return table.open().stream().map(OpenRun::percent).distinct().toList();
    }

    /** Orders a second at that rate. */
    double rate(int percent) {
        return table.open().stream()
                .filter(run -> run.percent() == percent)
                .mapToDouble(OpenRun::perSecond)
                .findFirst()
                .orElseThrow();
    }

    Medians open(String contestant, int percent, ToDoubleFunction<LoadAnswer> value) {
        return Medians.of(
                table.open().stream()
                        .filter(run -> run.contestant().equals(contestant) && run.percent() == percent)
                        .map(OpenRun::answer)
                        .toList(),
                value);
    }

    /** Orders answered in a second at 64 callers. */
    double answered(String contestant) {
        return closed(contestant, MANY, run -> run.answer().perSecond()).median();
    }

    /** Seconds from the first request until 90 % of what it later answered at as many callers. */
    double secondsUntilPeak(String contestant) {
        return start(contestant).warmth().secondsUntil(answered(contestant));
    }

    /** Seconds after an overload until 90 % of it again. */
    double secondsUntilBack(OverloadRun run) {
        return Warmth.secondsUntil(run.after().eachQuarter(), answered(run.contestant()));
    }

    /** What an order costs at the most callers, when groups are largest; without the load generator. */
    double servedCpuMillis(String contestant) {
        return closed(
                        contestant,
                        Collections.max(callers()),
                        run -> run.cost().totalCpuMillis() - run.cost().cpu("load generator"))
                .median();
    }

    /** What a refusal costs the order process: what it took beyond the orders that it placed. NaN if it refused hardly any. */
    double refusedCpuMillis(OverloadRun run) {
        long placed = run.during().created();
        long refused = run.during().refused();
        double own = closed(run.contestant(), Collections.max(callers()), one -> one.cost()
                        .cpu("order"))
                .median();
        return refused < placed / 10 ? Double.NaN : Math.max(0, run.orderCpuMillis() - placed * own) / refused;
    }

    StartFigures start(String contestant) {
        return table.starts().stream()
                .filter(start -> start.contestant().equals(contestant))
                .findFirst()
                .orElseThrow();
    }

    /** The most that a process of that role took, in any round. */
    long loadedBytes(String contestant, String role) {
        return turns(contestant).stream()
                .mapToLong(turn -> turn.loadedBytes().getOrDefault(role, 0L))
                .max()
                .orElse(0);
    }

    Medians limit(String name, int callers, ToDoubleFunction<LimitRun> value) {
        return Medians.of(
                table.limits().stream()
                        .filter(run -> run.name().equals(name) && run.callers() == callers)
                        .toList(),
                value);
    }

    Optional<String> contestant(String beginning) {
        return contestants().stream().filter(name -> name.startsWith(beginning)).findFirst();
    }

    private List<Turn> turns(String contestant) {
        return table.turns().stream()
                .filter(turn -> turn.contestant().equals(contestant))
                .toList();
    }
}
