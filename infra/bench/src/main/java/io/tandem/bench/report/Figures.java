package io.tandem.bench.report;

import io.tandem.bench.load.LoadAnswer;
import io.tandem.bench.measure.ClosedRun;
import io.tandem.bench.measure.LimitRun;
import io.tandem.bench.measure.Medians;
import io.tandem.bench.measure.OpenRun;
import io.tandem.bench.measure.StartFigures;
import io.tandem.bench.measure.Turn;
import io.tandem.bench.result.Results.FlushTable;
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

    boolean hasOpenLoop() {
        return table.turns().stream().anyMatch(turn -> !turn.open().isEmpty());
    }

    Medians closed(String contestant, int callers, ToDoubleFunction<ClosedRun> value) {
        return Medians.of(
                turns(contestant).stream()
                        .flatMap(turn -> turn.closed().stream())
                        .filter(run -> run.callers() == callers)
                        .toList(),
                value);
    }

    Medians open(String contestant, int percent, ToDoubleFunction<LoadAnswer> value) {
        return Medians.of(
                turns(contestant).stream()
                        .flatMap(turn -> turn.open().stream())
                        .filter(run -> run.percent() == percent)
                        .map(OpenRun::answer)
                        .toList(),
                value);
    }

    /** Orders a second at that share of the peak. */
    Medians openRate(String contestant, int percent) {
        return Medians.of(
                turns(contestant).stream()
                        .flatMap(turn -> turn.open().stream())
                        .filter(run -> run.percent() == percent)
                        .toList(),
                OpenRun::perSecond);
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
