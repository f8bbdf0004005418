package io.tandem.bench;

import io.tandem.bench.arena.Contestant;
import java.util.List;
import java.util.Map;

/**
 * How much is measured, and for how long.
 *
 * @param rounds in each of which every contestant has its turn
 * @param starts of each contestant, of which the median counts
 * @param callers at once, in closed loop
 * @param warmUp seconds at most, at 64 callers, until an order's processor time no longer falls; then half of it with one
 * @param closed seconds for each number of callers, and for each share of duplicates
 * @param open seconds for each open-loop rate; 0: none
 * @param overload seconds for each multiple of the capacity; 0: none
 * @param bare seconds for each limit; 0: none
 * @param rows of the growth table, in this order
 * @param processes of each service, of the table about them
 * @param syncFlush whether all run again with SYNC_FLUSH
 */
record Plan(
        String name,
        int rounds,
        int starts,
        List<Integer> callers,
        double warmUp,
        double closed,
        double open,
        double overload,
        double bare,
        List<Long> rows,
        List<Integer> processes,
        boolean syncFlush) {

    static final int MANY = 64;
    /** Percent of the orders. Without any is what the table of callers has. */
    private static final List<Integer> DUPLICATES = List.of(1, 5);
    /** Times the capacity. */
    static final List<Integer> OVERLOADS = List.of(2, 4, 8);

    private static final String GROWTH = "growth";
    private static final String GROWTH_ALONE = "BENCH_GROWTH";
    private static final List<Integer> ALL = List.of(1, 16, MANY, 256, 1_024);
    private static final List<Integer> FEW = List.of(1, 2, 4);
    private static final List<Long> TO_A_MILLION = List.of(1_000L, 100_000L, 1_000_000L, 1_000L);
    private static final List<Long> TO_TEN_MILLION = List.of(1_000L, 100_000L, 1_000_000L, 10_000_000L, 1_000L);

    /**
     * From {@code BENCH_QUICK=1}, {@code BENCH_SHORT=1}, {@code BENCH_FULL=1}, {@code BENCH_GROWTH=1}, {@code BENCH_NATIVE=1} or {@code BENCH_CHECK=1}; a
     * comparison of Tandem with itself has a plan of its own.
     */
    static Plan from(Map<String, String> environment) {
        if (Lineup.compares(environment)) {
            return new Plan("comparison", 3, 1, List.of(1, MANY), 60, 5, 4, 5, 0, List.of(), List.of(), false);
        }
        if (isSet(environment, GROWTH_ALONE)) {
            return new Plan(GROWTH, 1, 1, List.of(MANY), 120, 10, 0, 0, 0, TO_TEN_MILLION, List.of(), false);
        }
        if (isNativeAlone(environment)) {
            return new Plan("native", 3, 5, List.of(MANY), 60, 5, 0, 0, 0, List.of(), List.of(), false);
        }
        if (isSet(environment, "BENCH_QUICK")) {
            return new Plan("quick", 1, 1, List.of(1, MANY, 256), 12, 2, 2.5, 2, 1, List.of(), List.of(), false);
        }
        if (isSet(environment, "BENCH_CHECK")) {
            // Every step once, for a second: whether it works, not what comes out.
            return new Plan(
                    "check", 1, 1, List.of(1, MANY), 2, 1, 1, 1, 1, List.of(1_000L, 5_000L), List.of(1, 2), true);
        }
        if (isSet(environment, "BENCH_SHORT")) {
            return new Plan("short", 3, 2, List.of(1, MANY, 256), 60, 3, 2, 2.5, 1, TO_A_MILLION, List.of(), true);
        }
        if (isSet(environment, "BENCH_FULL")) {
            return new Plan("full", 5, 5, ALL, 180, 10, 20, 20, 10, TO_TEN_MILLION, FEW, true);
        }
        return new Plan("standard", 3, 3, ALL, 90, 3.5, 3.5, 5, 2, TO_A_MILLION, FEW, true);
    }

    /** For what is measured a second time: the code of the contestants is the same, and starts are known. */
    Plan shortened() {
        return new Plan(
                name,
                isBrief() ? 1 : Math.min(rounds, 2),
                1,
                List.of(1, MANY, 256),
                isBrief() ? warmUp / 2 : warmUp,
                closed,
                0,
                0,
                bare,
                rows,
                processes,
                syncFlush);
    }

    /** Of one contestant in that round: one without messages shows everything once, and after that what is compared most. */
    List<Integer> callers(Contestant contestant, int round) {
        return contestant.usesMessages() || round == 0 ? callers : List.of(MANY);
    }

    /** Percent, in that round. */
    List<Integer> duplicates(int round) {
        return open > 0 && round == 0 && !isQuick() ? DUPLICATES : List.of();
    }

    int starts(Contestant contestant) {
        return contestant.usesMessages() ? starts : 1;
    }

    boolean isQuick() {
        return name.equals("quick");
    }

    /** Without the contestants that are only for comparison with themselves, or take long to warm. */
    boolean isBrief() {
        return isQuick() || name.equals("short");
    }

    /** Enough to be written down. */
    boolean isWhole() {
        return List.of("short", "standard", "full").contains(name);
    }

    /** Tandem alone, with tables of up to ten million rows: a page of its own. */
    static boolean isGrowthAlone(Map<String, String> environment) {
        return isSet(environment, GROWTH_ALONE);
    }

    /** Tandem on the JVM beside the native executables, and nothing else. */
    static boolean isNativeAlone(Map<String, String> environment) {
        return isSet(environment, "BENCH_NATIVE");
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").matches("1|true|yes");
    }
}
