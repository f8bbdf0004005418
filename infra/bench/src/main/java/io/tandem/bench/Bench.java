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
    /** The last two there and back: their difference is small, and whoever always came last would find dirtier pages. */
    private static final List<BareStep> LEDGER = List.of(
            BareStep.ORDER_ALONE,
            BareStep.LOCAL_TRANSACTION,
            BareStep.BOTH_WITHOUT_LEDGER,
            BareStep.BOTH_AS_TANDEM,
            BareStep.BOTH_AS_TANDEM,
            BareStep.BOTH_WITHOUT_LEDGER);

    private static final List<BareStep> CHECK_BACK = List.of(BareStep.SETTLE_COMMITTED, BareStep.SETTLE_OPEN);

    private final Plan plan;
    private final Path folder;
    private final Progress progress;
    private final List<Contestant> contestants;

    Bench(Plan plan, List<Contestant> contestants, Path folder, Progress progress) {
        this.plan = plan;
        this.contestants = contestants;
        this.folder = folder;
        this.progress = progress;
    }

    Results run() {
        long began = System.nanoTime();
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
        if (plan.syncFlush()) {
            try (Arena arena = Arena.open(folder.resolve("sync"), FlushMode.SYNC_FLUSH, progress);
                    Measuring measuring = new Measuring(arena)) {
                tables.add(table(arena, measuring, plan.shortened(), tandem -> {}));
            }
        }
        Map<String, String> about = new LinkedHashMap<>();
        about.put("name", plan.name());
        about.put("rounds", Integer.toString(plan.rounds()));
        about.put("warm-up", (long) plan.warmUp() + " s at " + Plan.MANY + " callers");
        about.put("each closed loop", plan.closed() + " s");
        about.put("each open loop", plan.open() + " s");
        about.put("minutes", "%.1f".formatted((System.nanoTime() - began) / 60e9));
        return new Results(about, machine, tables, growth, processes);
    }

    /** @param whileWarm what else is done with the first contestant, before it is stopped */
    private FlushTable table(Arena arena, Measuring measuring, Plan plan, Consumer<Standing> whileWarm) {
        List<Standing> standing = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        try {
            for (Contestant contestant : contestants) {
                if (contestant.usesMessages() || arena.flush() == FlushMode.ASYNC_FLUSH) {
                    standing.add(measuring.stand(contestant, plan.starts(contestant), plan.warmUp(contestant)));
                }
            }
            List<Standing> order = new ArrayList<>(standing);
            for (int round = 0; round < plan.rounds(); round++) {
                for (Standing one : order) {
                    Plan turn = plan.turn(one.contestant(), round);
                    turns.add(measuring.turn(one, turn.callers(), turn.closed(), turn.open()));
                }
                Collections.rotate(order, 1);
            }
            whileWarm.accept(standing.get(0));
        } finally {
            standing.forEach(Standing::close);
        }
        return new FlushTable(
                arena.flush().name(), standing.stream().map(Standing::start).toList(), turns, limits(arena, plan));
    }

    /** With nobody else up. */
    private static List<LimitRun> limits(Arena arena, Plan plan) {
        List<LimitRun> runs = new ArrayList<>();
        if (plan.bare() == 0) {
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
                runs.addAll(limits.of(common(LEDGER, steps), Plan.MANY, plan.bare()));
                runs.addAll(limits.of(common(CHECK_BACK, steps), 1, plan.bare()));
            }
        }
        for (int number : plan.callers()) {
            runs.add(RocketMqBenchmark.run(arena, number, plan.bare()));
        }
        return runs;
    }

    private static List<BareStep> common(List<BareStep> some, List<BareStep> steps) {
        return some.stream().filter(steps::contains).toList();
    }

    /** After all the rounds: a JVM that is still being compiled gets cheaper by the minute, and would hide what grows. */
    private List<GrowthRun> growth(Arena arena, Measuring measuring, Standing tandem) {
        if (plan.rows().isEmpty()) {
            return List.of();
        }
        return Growth.measure(arena, measuring, tandem, plan.rows(), Plan.MANY, plan.closed());
    }

    private List<ProcessesRun> processes(Arena arena, Measuring measuring) {
        List<ProcessesRun> runs = new ArrayList<>();
        for (int ofEach : plan.processes()) {
            try (var site = contestants.get(0).start(arena, ofEach)) {
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
