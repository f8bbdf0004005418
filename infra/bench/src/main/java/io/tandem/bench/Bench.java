package io.tandem.bench;

import io.tandem.bench.arena.Arena;
import io.tandem.bench.arena.Contestant;
import io.tandem.bench.arena.FlushMode;
import io.tandem.bench.bare.BareStep;
import io.tandem.bench.measure.ClosedRun;
import io.tandem.bench.measure.Growth;
import io.tandem.bench.measure.Growth.GrowthRun;
import io.tandem.bench.measure.LimitRun;
import io.tandem.bench.measure.Limits;
import io.tandem.bench.measure.Measuring;
import io.tandem.bench.measure.OpenRun;
import io.tandem.bench.measure.OverloadRun;
import io.tandem.bench.measure.RocketMqBenchmark;
import io.tandem.bench.measure.Standing;
import io.tandem.bench.measure.Turn;
import io.tandem.bench.result.Results;
import io.tandem.bench.result.Results.FlushTable;
import io.tandem.bench.result.Results.ProcessesRun;
import io.tandem.bench.result.Versions;
import io.tandem.load.client.Machine;
import io.tandem.local.process.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One whole run: everybody on the same servers, one at a time, in another order each round. */
final class Bench {

    private static final List<BareStep> LIMITS = List.of(BareStep.TWO_INSERTS, BareStep.HALF_AND_COMMIT, BareStep.BOTH);
    /** There and back: their difference is small, and the one that always came last would find dirtier pages. */
    private static final List<BareStep> LEDGER = List.of(
            BareStep.BOTH_WITHOUT_LEDGER, BareStep.GROUP_WITHOUT_LEDGER, BareStep.GROUP, BareStep.GROUP_WITHOUT_LEDGER);
    /** So many groups at once. */
    private static final List<Integer> GROUPS = List.of(1, 2, 4);
    /** Percent of the reference's peak. */
    private static final List<Integer> RATES = List.of(20, 50, 80);

    private static final int HALF = 50;

    private final Plan plan;
    private final Path folder;
    private final Progress progress;
    private final Lineup lineup;
    private final Duration atMost;
    private final long began = System.nanoTime();
    private final List<String> absent;

    /** @param atMost what can be left out does not begin later: growth, several processes, the other flush mode */
    Bench(Plan plan, Lineup lineup, Path folder, Progress progress, Duration atMost) {
        this.atMost = atMost;
        this.absent = new ArrayList<>(lineup.absent());
        this.plan = plan;
        this.lineup = lineup;
        this.folder = folder;
        this.progress = progress;
    }

    Results run() {
        Map<String, String> machine = Machine.describe();
        List<FlushTable> tables = new ArrayList<>();
        List<GrowthRun> growth = new ArrayList<>();
        List<ProcessesRun> processes;
        try (Arena arena = Arena.open(folder.resolve("async"), FlushMode.ASYNC_FLUSH, progress);
                Measuring measuring = new Measuring(arena)) {
            Versions.addTo(machine, arena);
            tables.add(table(arena, measuring, plan, tandem -> growth.addAll(growth(arena, measuring, tandem))));
            processes = processes(arena, measuring);
        }
        if (plan.syncFlush() && isInTime("SYNC_FLUSH")) {
            try (Arena arena = Arena.open(folder.resolve("sync"), FlushMode.SYNC_FLUSH, progress);
                    Measuring measuring = new Measuring(arena)) {
                tables.add(table(arena, measuring, plan.shortened(), tandem -> {}));
            }
        }
        Map<String, String> about = new LinkedHashMap<>();
        about.put("name", plan.name());
        about.put("rounds", Integer.toString(plan.rounds()));
        about.put(
                "warm-up",
                "until an order's processor time no longer falls, " + (long) plan.warmUp() + " s at most, at "
                        + Plan.MANY + " callers, then half as long with one");
        about.put("each closed loop", plan.closed() + " s");
        about.put("each open loop", plan.open() + " s");
        about.put("minutes", "%.1f".formatted((System.nanoTime() - began) / 60e9));
        return new Results(about, machine, tables, growth, processes, absent);
    }

    /** @param whileWarm what else is done with the first contestant, before it is stopped */
    private FlushTable table(Arena arena, Measuring measuring, Plan plan, Consumer<Standing> whileWarm) {
        List<Standing> standing = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        List<OpenRun> open = new ArrayList<>();
        List<OverloadRun> overloads = new ArrayList<>();
        try {
            for (Contestant contestant : lineup.contestants()) {
                if (contestant.usesMessages() || arena.flush() == FlushMode.ASYNC_FLUSH) {
                    standing.add(measuring.stand(contestant, plan.starts(contestant), plan.warmUp()));
                }
            }
            List<Standing> order = new ArrayList<>(standing);
            double reference = 0;
            for (int round = 0; round < plan.rounds(); round++) {
                List<Integer> duplicates = plan.duplicates(round);
                for (Standing one : order) {
                    turns.add(measuring.turn(one, plan.callers(one.contestant(), round), duplicates, plan.closed()));
                }
                // The same rates in each round, and for all.
                reference = round == 0 ? peak(turns, reference(order)) : reference;
                for (Standing one : order) {
                    if (plan.open() > 0 && (one.contestant().usesMessages() || round == 0)) {
                        for (int percent : plan.isQuick() ? List.of(HALF) : RATES) {
                            open.add(measuring.open(one, percent, reference * percent / 100, plan.open()));
                        }
                    }
                }
                Collections.rotate(order, 1);
            }
            if (plan.overload() > 0 && isInTime("overload")) {
                for (int times : plan.isQuick() ? Plan.OVERLOADS.subList(0, 1) : Plan.OVERLOADS) {
                    for (Standing one : order) {
                        overloads.add(measuring.overload(one, times, peak(turns, one), plan.overload()));
                    }
                    Collections.rotate(order, 1);
                }
            }
            whileWarm.accept(standing.get(0));
        } finally {
            standing.forEach(Standing::close);
        }
        return new FlushTable(
                arena.flush().name(),
                standing.stream().map(Standing::start).toList(),
                turns,
                open,
                overloads,
                limits(arena, plan));
    }

    /** Whose peak the rates are shares of: the peer on Spring Boot, or the first where it has no part. */
    private static Standing reference(List<Standing> standing) {
        return standing.stream()
                .filter(one -> one.name().startsWith("Spring"))
                .findFirst()
                .orElse(standing.get(0));
    }

    private static double peak(List<Turn> turns, Standing one) {
        return turns.stream()
                .filter(turn -> turn.contestant().equals(one.name()))
                .flatMap(turn -> turn.closed().stream())
                .mapToDouble(ClosedRun::sustained)
                .max()
                .orElseThrow();
    }

    /** With no contestant up. */
    private List<LimitRun> limits(Arena arena, Plan plan) {
        List<LimitRun> runs = new ArrayList<>();
        if (plan.bare() == 0 || !isInTime("limits")) {
            return runs;
        }
        List<BareStep> steps = Arrays.stream(BareStep.values())
                .filter(step -> step.usesBroker() || arena.flush() == FlushMode.ASYNC_FLUSH)
                .toList();
        try (Limits limits = new Limits(arena)) {
            limits.warmUp(steps, plan.bare());
            for (int round = 0; round < plan.rounds(); round++) {
                for (int number : plan.callers()) {
                    runs.addAll(limits.of(common(LIMITS, steps), number, plan.bare()));
                }
                runs.addAll(limits.of(LEDGER, Plan.MANY, plan.bare()));
                for (int groups : GROUPS) {
                    runs.addAll(limits.of(List.of(BareStep.GROUP), groups * BareStep.MEMBERS, plan.bare()));
                }
            }
        }
        if (!plan.isQuick()) {
            plan.callers().forEach(number -> runs.add(RocketMqBenchmark.run(arena, number, plan.bare())));
        }
        return runs;
    }

    private static List<BareStep> common(List<BareStep> some, List<BareStep> steps) {
        return some.stream().filter(steps::contains).toList();
    }

    /** After all the rounds: a JVM that is still being compiled gets cheaper by the minute, and would hide what grows. */
    private List<GrowthRun> growth(Arena arena, Measuring measuring, Standing tandem) {
        if (plan.rows().isEmpty() || !isInTime("growth")) {
            return List.of();
        }
        return Growth.measure(arena, measuring, tandem, plan.rows(), Plan.MANY, plan.closed());
    }

    private boolean isInTime(String part) {
        boolean inTime = System.nanoTime() - began < atMost.toNanos();
        if (!inTime) {
            absent.add(part + ": the run had taken its " + atMost.toMinutes() + " minutes");
        }
        return inTime;
    }

    private List<ProcessesRun> processes(Arena arena, Measuring measuring) {
        List<ProcessesRun> runs = new ArrayList<>();
        if (plan.processes().isEmpty() || !isInTime("several processes")) {
            return runs;
        }
        for (int ofEach : plan.processes()) {
            try (var site = lineup.contestants().get(0).start(arena, ofEach)) {
                measuring.warmUp(site, plan.shortened().warmUp() * Math.sqrt(ofEach));
                ClosedRun run = measuring.closed(site, Plan.MANY, plan.closed());
                progress.say("%d of each: %.0f/s, CPU %.2f ms an order"
                        .formatted(ofEach, run.sustained(), run.cost().totalCpuMillis()));
                runs.add(new ProcessesRun(ofEach, run));
            }
        }
        return runs;
    }
}
