package io.tandem.bench.bare;

/**
 * One step by itself, as fast as it goes.
 *
 * @param callers that do it at once, each beginning anew as soon as it is done
 * @param firstOrder its number; those after it are counted up
 */
public record BareRequest(BareStep step, int callers, double seconds, long firstOrder) {}
