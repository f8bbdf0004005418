package io.tandem.bench.measure;

import io.tandem.bench.load.LoadAnswer;

/** Orders that come at a share of the peak, whether or not earlier ones are answered. */
public record OpenRun(int percent, double perSecond, LoadAnswer answer) {}
