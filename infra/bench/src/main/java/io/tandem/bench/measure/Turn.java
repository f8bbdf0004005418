package io.tandem.bench.measure;

import java.util.List;
import java.util.Map;

/**
 * What one contestant did in closed loop in one round.
 *
 * @param loadedBytes resident at most, up to the end of the turn, of each role
 */
public record Turn(
        String contestant, List<ClosedRun> closed, List<DuplicateRun> duplicates, Map<String, Long> loadedBytes) {

    /**
     * In closed loop at 64 callers.
     *
     * @param percent of the orders that had a number that was taken
     */
    public record DuplicateRun(int percent, ClosedRun run) {}
}
