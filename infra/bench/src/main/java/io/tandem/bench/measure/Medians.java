package io.tandem.bench.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The median of the rounds, with the least and the most beside it. */
public record Medians(double median, double min, double max) {

    /** Of at least one value. */
    public static <T> Medians of(List<T> runs, ToDoubleFunction<T> value) {
        double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
        if (sorted.length == 0) {
            return new Medians(Double.NaN, Double.NaN, Double.NaN);
        }
        int half = sorted.length / 2;
        double middle = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Medians(middle, sorted[0], sorted[sorted.length - 1]);
    }

    public boolean isKnown() {
        return !Double.isNaN(median);
    }
}
