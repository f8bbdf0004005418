package io.tandem.bench.measure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;

/**
 * How a contestant warmed up, from its first request on, at 64 callers.
 *
 * @param seconds of load
 * @param cpuMillis of its own processes for an order, in each slice
 * @param eachQuarter orders answered 201 in each quarter of a second of load
 */
public record Warmth(double seconds, List<Double> cpuMillis, List<Integer> eachQuarter) {

    /** An order's processor time falls no longer when two slices took at least so much of the least before them. */
    private static final double FLAT = 0.97;

    private static final int SLICES = 2;
    private static final int QUARTERS = 4;
    private static final double SHARE = 0.9;

    static final Warmth COLD = new Warmth(0, List.of(), List.of());

    Warmth and(double moreSeconds, double cpu, List<Integer> quarters) {
        List<Double> allCpu = new ArrayList<>(cpuMillis);
        allCpu.add(cpu);
        List<Integer> allQuarters = new ArrayList<>(eachQuarter);
        allQuarters.addAll(quarters.subList(0, (int) (moreSeconds * QUARTERS)));
        return new Warmth(seconds + moreSeconds, allCpu, allQuarters);
    }

    /** What the last two slices took of the least before them: below 1 if it was still falling. */
    public double lastShare() {
        int before = cpuMillis.size() - SLICES;
        return before < 1 ? 0 : least(before, cpuMillis.size()) / least(0, before);
    }

    @JsonIgnore
    public boolean isFlat() {
        return lastShare() >= FLAT;
    }

    private double least(int from, int to) {
        return cpuMillis.subList(from, to).stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElseThrow();
    }

    /** Seconds of load until a whole second brought nine tenths of that rate; NaN if none did. */
    public double secondsUntil(double peak) {
        return secondsUntil(eachQuarter, peak);
    }

    /** Likewise, of any load. */
    public static double secondsUntil(List<Integer> eachQuarter, double peak) {
        for (int end = QUARTERS; end <= eachQuarter.size(); end++) {
            int second = eachQuarter.subList(end - QUARTERS, end).stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            if (second >= SHARE * peak) {
                return (double) (end - QUARTERS) / QUARTERS;
            }
        }
        return Double.NaN;
    }
}
