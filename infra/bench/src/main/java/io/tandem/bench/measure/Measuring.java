package io.tandem.bench.measure;

import io.tandem.bench.arena.Arena;
import io.tandem.bench.arena.Contestant;
import io.tandem.bench.arena.Part;
import io.tandem.bench.arena.Site;
import io.tandem.bench.child.Worker;
import io.tandem.bench.load.LoadAnswer;
import io.tandem.bench.load.LoadGenerator;
import io.tandem.bench.load.LoadRequest;
import io.tandem.local.process.LinuxProcess;
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
    private static final Duration SHIPPING = Duration.ofMinutes(1);
    private static final int OPEN_CONNECTIONS = 256;
    private static final List<Integer> SHARES_OF_PEAK = List.of(50, 80);

    /** No order number is used twice; the blocks are wide enough for any run. */
    private static final AtomicLong NEXT_BLOCK = new AtomicLong(1_000_000_000_000L);

    private static final long BLOCK = 10_000_000;

    private final Arena arena;
    private final Worker load;

    public Measuring(Arena arena) {
        this.arena = arena;
        this.load = Worker.start(LoadGenerator.class, arena.environment(), arena.log("load"));
    }

    /** A block of order numbers that nobody has had. */
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
        Map<String, Long> idle = bytes(site, LinuxProcess::residentBytes);
        Map<String, Long> medians = new TreeMap<>();
        ready.forEach((role, millis) ->
                medians.put(role, millis.stream().sorted().toList().get(millis.size() / 2)));
        arena.progress()
                .say("%s: ready after %s ms; warming up for %.0f s".formatted(contestant.name(), medians, warmUp));
        warmUp(site, warmUp);
        return new Standing(contestant, site, new StartFigures(contestant.name(), medians, idle));
    }

    private static void note(Site site, Map<String, List<Long>> ready) {
        site.timesToReady().forEach((role, took) -> ready.computeIfAbsent(role, first -> new ArrayList<>())
                .add(took.toMillis()));
    }

    /** One turn: closed loop, then open loop at shares of what that came to. */
    public Turn turn(Standing standing, List<Integer> callers, double closed, double open) {
        List<ClosedRun> closedRuns = new ArrayList<>();
        for (int number : callers) {
            closedRuns.add(said(standing.name(), closed(standing.site(), number, closed)));
        }
        double peak =
                closedRuns.stream().mapToDouble(ClosedRun::sustained).max().orElse(0);
        List<OpenRun> openRuns = new ArrayList<>();
        for (int percent : open > 0 ? SHARES_OF_PEAK : List.<Integer>of()) {
            openRuns.add(said(standing.name(), open(standing.site(), percent, peak * percent / 100, open)));
        }
        return new Turn(standing.name(), closedRuns, openRuns, bytes(standing.site(), LinuxProcess::peakBytes));
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

    private OpenRun said(String name, OpenRun run) {
        arena.progress()
                .say(
                        "%s, %s: %d %% of peak, %.0f/s: p50 %.1f p99 %.1f ms; shipped p50 %.1f p99 %.1f ms; %d refused, %d unseen"
                                .formatted(
                                        name,
                                        arena.flush(),
                                        run.percent(),
                                        run.perSecond(),
                                        run.answer().reply().p50(),
                                        run.answer().reply().p99(),
                                        run.answer().endToEnd().p50(),
                                        run.answer().endToEnd().p99(),
                                        run.answer().refused(),
                                        run.answer().unseen()));
        return run;
    }

    /** Until the code is compiled and the pools are full; nothing of it counts. */
    public void warmUp(Site site, double seconds) {
        long first = freshOrders();
        shipped(first, ask(site, 64, 0, seconds, first, false).created());
        tidied();
    }

    /** So many callers for so many seconds, and what an order cost. */
    public ClosedRun closed(Site site, int callers, double seconds) {
        long first = freshOrders();
        Snapshot before = Snapshot.take(arena, site, load.linux());
        LoadAnswer answer = ask(site, callers, 0, seconds, first, false);
        if (answer.created() == 0) {
            throw new LocalFailure("no order was taken: " + answer.refusal());
        }
        double behind = shipped(first, answer.created());
        tidied();
        Cost cost = Snapshot.take(arena, site, load.linux()).since(before, answer.created());
        return new ClosedRun(callers, answer, behind, cost);
    }

    private OpenRun open(Site site, int percent, double perSecond, double seconds) {
        return new OpenRun(percent, perSecond, ask(site, OPEN_CONNECTIONS, perSecond, seconds, freshOrders(), true));
    }

    private LoadAnswer ask(Site site, int callers, double perSecond, double seconds, long first, boolean watch) {
        return load.ask(
                new LoadRequest(site.orderUrls(), callers, perSecond, seconds, first, 0, watch), LoadAnswer.class);
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

    private static Map<String, Long> bytes(Site site, ToLongFunction<LinuxProcess> of) {
        Map<String, Long> bytes = new TreeMap<>();
        for (Part part : site.parts()) {
            bytes.putIfAbsent(part.role(), of.applyAsLong(part.linux()));
        }
        return bytes;
    }

    private static Map<String, String> rounded(Map<String, Double> values) {
        Map<String, String> texts = new TreeMap<>();
        values.forEach((name, value) -> texts.put(name, "%.2f".formatted(value)));
        return texts;
    }

    @Override
    public void close() {
        load.close();
    }
}
