package io.tandem.bench.bare;

import io.tandem.load.client.Times;

/**
 * What came of it.
 *
 * @param orders that are done
 * @param times of a step
 * @param cpuMillis of the process that did it, an order
 */
public record BareAnswer(long orders, double seconds, Times times, double cpuMillis) {

    public double perSecond() {
        return orders / seconds;
    }
}
