package io.tandem.bench;

import java.util.List;
import java.util.Map;

/**
 * How much is measured, and for how long.
 *
 * @param rounds in each of which every contestant has its turn
 * @param callers at once, in closed loop
 * @param warmUp seconds, at 64 callers, before anything counts
 * @param closed seconds for each number of callers
 * @param open seconds for each open-loop rate; 0: none
 * @param rows of the growth table
 * @param processes of each service, of the table about them
 * @param syncFlush whether everybody runs again with SYNC_FLUSH
 */
record Plan(
        String name,
        int rounds,
        List<Integer> callers,
        double warmUp,
        double closed,
        double open,
        List<Long> rows,
        List<Integer> processes,
        boolean syncFlush) {

    static final int MANY = 64;

    /** From {@code BENCH_QUICK=1} or {@code BENCH_FULL=1}. */
    static Plan from(Map<String, String> environment) {
        if (isSet(environment, "BENCH_QUICK")) {
            return new Plan("quick", 1, List.of(1, MANY), 6, 4, 5, List.of(1_000L, 100_000L), List.of(), false);
        }
        if (isSet(environment, "BENCH_FULL")) {
            return new Plan(
                    "full",
                    5,
                    List.of(1, 16, MANY, 256),
                    20,
                    10,
                    20,
                    List.of(1_000L, 100_000L, 1_000_000L, 10_000_000L),
                    List.of(1, 2, 4),
                    true);
        }
        return new Plan(
                "standard",
                3,
                List.of(1, 16, MANY, 256),
                8,
                4,
                6,
                List.of(1_000L, 100_000L, 1_000_000L),
                List.of(1, 2, 4),
                true);
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").matches("1|true|yes");
    }
}
