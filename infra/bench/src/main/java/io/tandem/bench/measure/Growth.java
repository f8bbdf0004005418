package io.tandem.bench.measure;

import io.tandem.bench.arena.Arena;
import java.util.ArrayList;
import java.util.List;

/** What an order costs when the tables hold many. */
public final class Growth {

    private static final int TIMES = 3;

    private Growth() {}

    /** In the order of the sizes; a smaller one after a larger begins with empty tables again, and shows what changed by itself. */
    public static List<GrowthRun> measure(
            Arena arena, Measuring measuring, Standing standing, List<Long> sizes, int callers, double seconds) {
        List<GrowthRun> runs = new ArrayList<>();
        Rows.none(arena);
        long there = 0;
        for (long size : sizes) {
            if (size < there) {
                Rows.none(arena);
                there = 0;
            }
            Rows.add(arena, there, size);
            there = size;
            measuring.warmUp(standing.site(), seconds);
            for (int i = 0; i < TIMES; i++) {
                ClosedRun run = measuring.closed(standing.site(), callers, seconds);
                runs.add(new GrowthRun(size, run));
                arena.progress()
                        .say("%s with %d rows: %.0f/s, CPU %.2f ms an order"
                                .formatted(
                                        standing.name(),
                                        size,
                                        run.sustained(),
                                        run.cost().totalCpuMillis()));
            }
        }
        return runs;
    }

    /**
     * Measured with so many.
     *
     * @param rows in each table at the beginning
     */
    public record GrowthRun(long rows, ClosedRun run) {}
}
