package io.tandem.bench.measure;

/**
 * A limit, or a step by itself.
 *
 * @param p50 milliseconds; 0 where it is not known
 * @param cpuMillis each, of the process that did it and both servers; 0 where it is not known
 */
public record LimitRun(String name, int callers, double perSecond, double p50, double p99, double cpuMillis) {}
