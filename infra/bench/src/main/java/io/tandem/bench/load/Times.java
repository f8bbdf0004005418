package io.tandem.bench.load;

import java.util.Arrays;

/** Of so many durations, in milliseconds. */
public record Times(long count, double p50, double p95, double p99, double max) {

    /** Of nothing. */
    public static final Times NONE = new Times(0, 0, 0, 0, 0);

    private static final double NANOS_PER_MILLI = 1e6;

    /** Of nanoseconds, in any order. */
    public static Times of(long[] nanos) {
        if (nanos.length == 0) {
            return NONE;
        }
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Times(sorted.length, at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))] / NANOS_PER_MILLI;
    }
}
