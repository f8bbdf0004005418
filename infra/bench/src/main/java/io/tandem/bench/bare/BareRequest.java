package io.tandem.bench.bare;

/**
 * One step by itself, as fast as it goes.
 *
 * @param callers orders under way at once; of a group's step that many divided by its members
 * @param firstOrder its number; those after it are counted up
 */
public record BareRequest(BareStep step, int callers, double seconds, long firstOrder) {}
