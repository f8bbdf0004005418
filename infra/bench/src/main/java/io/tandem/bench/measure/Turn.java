package io.tandem.bench.measure;

import java.util.List;
import java.util.Map;

/**
 * What one contestant did in one round.
 *
 * @param loadedBytes resident at most, up to the end of the turn, of each role
 */
public record Turn(String contestant, List<ClosedRun> closed, List<OpenRun> open, Map<String, Long> loadedBytes) {}
