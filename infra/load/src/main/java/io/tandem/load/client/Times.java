package io.tandem.load.client;

import org.HdrHistogram.Histogram;

/** Of so many durations, in milliseconds. */
public record Times(long count, double p50, double p95, double p99, double max) {

    private static final double MICROS_PER_MILLI = 1_000;

    /** Of microseconds. */
    public static Times of(Histogram micros) {
        return new Times(
                micros.getTotalCount(),
                at(micros, 50),
                at(micros, 95),
                at(micros, 99),
                micros.getMaxValue() / MICROS_PER_MILLI);
    }

    private static double at(Histogram micros, double percent) {
        return micros.getValueAtPercentile(percent) / MICROS_PER_MILLI;
    }
}
