package io.tandem.bench.measure;

import io.tandem.bench.arena.Arena;
import io.tandem.bench.arena.Contestant;
import io.tandem.bench.arena.Part;
import io.tandem.bench.arena.Site;
import io.tandem.bench.child.Worker;
import io.tandem.bench.load.LoadAnswer;
import io.tandem.bench.load.LoadGenerator;
import io.tandem.bench.load.LoadRequest;
import io.tandem.bench.measure.Turn.DuplicateRun;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Waiting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/** Loads contestants in an arena, and takes the figures. */
public final class Measuring implements AutoCloseable {

    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofSeconds(3);
    private static final Duration SHIPPING = Duration.ofMinutes(2);
    private static final int OPEN_CONNECTIONS = 256;
    private static final int MANY = 64;
    private static final int ONE = 1;
    /** Of a warm-up, in seconds. */
    private static final double SLICE = 4;
    /** Seconds in which a contestant has to be back at its peak, and one more. */
    private static final double RECOVERY = 6;

    /** No order number is used twice; the blocks are wide enough for any run. */
    private static final AtomicLong NEXT_BLOCK = new AtomicLong(1_000_000_000_000L);

    private static final long BLOCK = 10_000_000;

    private final Arena arena;
    private final Worker load;

    public Measuring(Arena arena) {
        this.arena = arena;
        this.load = Worker.start(LoadGenerator.class, arena.environment(), arena.log("load"));
    }

    /** A block of order numbers that were never used. */
    public static long freshOrders() {
        return NEXT_BLOCK.getAndAdd(BLOCK);
    }

    /** Starts it a few times, keeps the last, and warms that up. */
    public Standing stand(Contestant contestant, int starts, double warmUp) {
        Map<String, List<Long>> ready = new TreeMap<>();
        for (int start = 1; start < starts; start++) {
            try (Site site = contestant.start(arena)) {
                note(site, ready);
            }
        }
        Site site = contestant.start(arena);
        note(site, ready);
        Waiting.pause(SETTLING);
        Map<String, Long> idle = each(site, part -> part.linux().residentBytes());
        Map<String, Long> medians = new TreeMap<>();
        ready.forEach((role, millis) ->
                medians.put(role, millis.stream().sorted().toList().get(millis.size() / 2)));
        arena.progress().say("%s: ready after %s ms; warming up".formatted(contestant.name(), medians));
        Warmth warmth = warmUp(site, warmUp);
        arena.progress()
                .say("%s: %.0f s of load, CPU ms an order %s: %s"
                        .formatted(
                                contestant.name(),
                                warmth.seconds(),
                                rounded(warmth.cpuMillis()),
                                warmth.isFlat() ? "warm" : "NOT WARM, still falling"));
        // One alone goes another way than many, who wait for each other; and one brings so few orders that a slice says
        // little.
        arena.progress().say("%s: warming up with one caller".formatted(contestant.name()));
        closed(site, ONE, warmUp / 2);
        return new Standing(
                contestant,
                site,
                new StartFigures(
                        contestant.name(),
                        medians,
                        idle,
                        idleCpu(site),
                        each(site, Part::programBytes),
                        site.parts().stream().anyMatch(Part::usesClassDataSharing),
                        warmth));
    }

    private static Map<String, Double> idleCpu(Site site) {
        Waiting.pause(SETTLING);
        Map<String, Long> before = each(site, part -> part.linux().cpuMillis());
        Waiting.pause(IDLE);
        Map<String, Double> perSecond = new TreeMap<>();
        each(site, part -> part.linux().cpuMillis())
                .forEach(
                        (role, millis) -> perSecond.put(role, (millis - before.get(role)) / (double) IDLE.toSeconds()));
        return perSecond;
    }

    private static void note(Site site, Map<String, List<Long>> ready) {
        site.timesToReady().forEach((role, took) -> ready.computeIfAbsent(role, first -> new ArrayList<>())
                .add(took.toMillis()));
    }

    /** One turn in closed loop. */
    public Turn turn(Standing standing, List<Integer> callers, List<Integer> duplicates, double seconds) {
        List<ClosedRun> closedRuns = new ArrayList<>();
        for (int number : callers) {
            closedRuns.add(said(standing.name(), closed(standing.site(), number, seconds)));
        }
        List<DuplicateRun> duplicateRuns = new ArrayList<>();
        for (int percent : duplicates) {
            arena.progress().say("%d %% duplicates:".formatted(percent));
            ClosedRun run = closed(standing.site(), MANY, seconds, percent);
            duplicateRuns.add(new DuplicateRun(percent, said(standing.name(), run)));
        }
        return new Turn(standing.name(), closedRuns, duplicateRuns, each(standing.site(), part -> part.linux()
                .peakBytes()));
    }

    private ClosedRun said(String name, ClosedRun run) {
        arena.progress()
                .say("%s, %s: %d callers: %.0f/s, %.0f/s shipped; p50 %.1f p99 %.1f ms; %d refused; CPU ms an order %s"
                        .formatted(
                                name,
                                arena.flush(),
                                run.callers(),
                                run.answer().perSecond(),
                                run.sustained(),
                                run.answer().reply().p50(),
                                run.answer().reply().p99(),
                                run.answer().refused(),
                                rounded(run.cost().cpuMillis())));
        return run;
    }

    /** Until an order's processor time no longer falls, or the time in seconds is over. */
    public Warmth warmUp(Site site, double atMost) {
        Warmth warmth = Warmth.COLD;
        double slice = Math.min(SLICE, atMost / 4);
        while (!warmth.isFlat() && warmth.seconds() + slice <= atMost) {
            ClosedRun run = closed(site, MANY, slice);
            warmth = warmth.and(slice, run.cost().ownCpuMillis(), run.answer().eachQuarter());
        }
        return warmth;
    }

    /** So many callers for so many seconds, and what an order cost. */
    public ClosedRun closed(Site site, int callers, double seconds) {
        return closed(site, callers, seconds, 0);
    }

    private ClosedRun closed(Site site, int callers, double seconds, double duplicates) {
        long first = freshOrders();
        Snapshot before = Snapshot.take(arena, site, load.linux());
        LoadAnswer answer = ask(site, callers, 0, seconds, first, duplicates, false);
        if (answer.created() == 0) {
            throw new LocalFailure("no order was taken: " + answer.refusal());
        }
        double behind = shipped(first, answer.created());
        tidied();
        Cost cost = Snapshot.take(arena, site, load.linux()).since(before, answer.created());
        return new ClosedRun(callers, answer, behind, cost);
    }

    /** At a rate, whatever the contestant makes of it. */
    public OpenRun open(Standing standing, int percent, double perSecond, double seconds) {
        long first = freshOrders();
        LoadAnswer answer = ask(standing.site(), OPEN_CONNECTIONS, perSecond, seconds, first, 0, true);
        shipped(first, answer.created());
        arena.progress()
                .say(
                        "%s, %s: open loop, %.0f/s: p50 %.1f p99 %.1f ms; shipped p50 %.1f p99 %.1f ms; %d refused, %d unseen"
                                .formatted(
                                        standing.name(),
                                        arena.flush(),
                                        perSecond,
                                        answer.reply().p50(),
                                        answer.reply().p99(),
                                        answer.endToEnd().p50(),
                                        answer.endToEnd().p99(),
                                        answer.refused(),
                                        answer.unseen()));
        return new OpenRun(standing.name(), percent, perSecond, answer);
    }

    /** So many times the capacity, and right after it a load that the contestant can take. */
    public OverloadRun overload(Standing standing, int times, double capacity, double seconds) {
        long first = freshOrders();
        long cpuBefore = orderCpu(standing.site());
        LoadAnswer during = ask(standing.site(), OPEN_CONNECTIONS, times * capacity, seconds, first, 0, false);
        long cpu = orderCpu(standing.site()) - cpuBefore;
        long firstAfter = freshOrders();
        LoadAnswer after = ask(standing.site(), MANY, 0, Math.max(seconds, RECOVERY), firstAfter, 0, false);
        shipped(first, during.created());
        shipped(firstAfter, after.created());
        OverloadRun run = new OverloadRun(standing.name(), times, capacity, during, cpu, after);
        arena.progress()
                .say("%s, %s: %d times %.0f/s: %.0f %% accepted, p99 %.0f ms, %d refused, %d not sent; then %.0f/s"
                        .formatted(
                                standing.name(),
                                arena.flush(),
                                times,
                                capacity,
                                100 * run.acceptedShare(),
                                during.reply().p99(),
                                during.refused(),
                                during.notSent(),
                                after.perSecond()));
        return run;
    }

    private static long orderCpu(Site site) {
        return site.parts().stream()
                .filter(part -> part.role().equals(Contestant.ORDER))
                .mapToLong(part -> part.linux().cpuMillis())
                .sum();
    }

    private LoadAnswer ask(
            Site site, int callers, double perSecond, double seconds, long first, double duplicates, boolean watch) {
        return load.ask(
                new LoadRequest(site.orderUrls(), callers, perSecond, seconds, first, duplicates, watch),
                LoadAnswer.class);
    }

    /** Seconds until all of them have their shipment. */
    private double shipped(long first, long orders) {
        long began = System.nanoTime();
        if (!Waiting.until(SHIPPING, () -> shipments(first) >= orders)) {
            throw new LocalFailure("of " + orders + " orders only " + shipments(first) + " were shipped within "
                    + SHIPPING.toSeconds() + " s");
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private long shipments(long first) {
        return count("logistics WHERE order_id BETWEEN " + first + " AND " + (first + BLOCK - 1));
    }

    /** A second after the orders Seata deletes what it would have undone them with: an order costs that, too. */
    private void tidied() {
        if (!Waiting.until(SHIPPING, () -> count("undo_log") == 0)) {
            throw new LocalFailure("Seata's undo log was not emptied within " + SHIPPING.toSeconds() + " s");
        }
    }

    private long count(String rows) {
        try (Connection connection = arena.admin();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + rows)) {
            count.next();
            return count.getLong(1);
        } catch (SQLException failure) {
            throw new LocalFailure("Cannot count " + rows + ": " + failure.getMessage(), failure);
        }
    }

    private static Map<String, Long> each(Site site, ToLongFunction<Part> of) {
        Map<String, Long> values = new TreeMap<>();
        for (Part part : site.parts()) {
            values.putIfAbsent(part.role(), of.applyAsLong(part));
        }
        return values;
    }

    private static Map<String, String> rounded(Map<String, Double> values) {
        Map<String, String> texts = new TreeMap<>();
        values.forEach((name, value) -> texts.put(name, "%.2f".formatted(value)));
        return texts;
    }

    private static List<String> rounded(List<Double> values) {
        return values.stream().map("%.2f"::formatted).toList();
    }

    @Override
    public void close() {
        load.close();
    }
}
