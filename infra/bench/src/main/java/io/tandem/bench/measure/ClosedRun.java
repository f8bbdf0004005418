package io.tandem.bench.measure;

import io.tandem.bench.load.LoadAnswer;

/**
 * So many callers, each beginning anew as soon as it is answered.
 *
 * @param behind seconds from the last answer until the last shipment was there
 */
public record ClosedRun(int callers, LoadAnswer answer, double behind, Cost cost) {

    /** Orders a second that were answered and shipped: one who answers faster than it ships gains nothing. */
    public double sustained() {
        return answer.created() / (answer.seconds() + behind);
    }
}
