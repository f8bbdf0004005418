package io.tandem.bench.measure;

import java.util.Map;

/**
 * What a contestant takes before it has done anything.
 *
 * @param readyMillis from the start of a process until it can serve, broker and database in reach: the median of the starts, of each role
 * @param idleBytes resident after a few quiet seconds, of each role
 */
public record StartFigures(String contestant, Map<String, Long> readyMillis, Map<String, Long> idleBytes) {}
