package io.tandem.bench.measure;

import io.tandem.bench.load.LoadAnswer;

/**
 * Orders that come at a rate of their own, the same for all contestants, whether or not earlier ones are answered.
 *
 * @param percent of the reference's peak
 */
public record OpenRun(String contestant, int percent, double perSecond, LoadAnswer answer) {}
