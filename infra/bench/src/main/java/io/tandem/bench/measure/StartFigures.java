package io.tandem.bench.measure;

import java.util.Map;

/**
 * What a contestant takes before anything counts.
 *
 * @param readyMillis from the start of a process until it can serve, broker and database in reach: the median of the starts, of each role
 * @param idleBytes resident after a few quiet seconds, of each role
 * @param idleCpuMillis processor time in a second without any order, once it is warm, of each role
 * @param programBytes of each role; 0: not known
 * @param classDataSharing whether its JVMs start from an archive of classes
 */
public record StartFigures(
        String contestant,
        Map<String, Long> readyMillis,
        Map<String, Long> idleBytes,
        Map<String, Double> idleCpuMillis,
        Map<String, Long> programBytes,
        boolean classDataSharing,
        Warmth warmth) {}
