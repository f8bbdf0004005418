package io.tandem.bench.measure;

import io.tandem.bench.load.LoadAnswer;

/**
 * More orders than a contestant can take, and what it does afterwards.
 *
 * @param times its capacity
 * @param capacity the most orders a second that it took in any closed loop
 * @param orderCpuMillis that its order processes took meanwhile
 * @param after 64 callers in closed loop, right after the last answer
 */
public record OverloadRun(
        String contestant, int times, double capacity, LoadAnswer during, long orderCpuMillis, LoadAnswer after) {

    /** Of the capacity. */
    public double acceptedShare() {
        return during.perSecond() / capacity;
    }
}
