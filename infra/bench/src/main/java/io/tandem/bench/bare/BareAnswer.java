package io.tandem.bench.bare;

import io.tandem.load.client.Times;

/**
 * What came of it.
 *
 * @param cpuMillis of the process that did it, each time
 */
public record BareAnswer(long done, double seconds, Times times, double cpuMillis) {

    public double perSecond() {
        return done / seconds;
    }
}
