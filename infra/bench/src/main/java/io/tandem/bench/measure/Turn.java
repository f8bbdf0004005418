package io.tandem.bench.measure;

import java.util.List;
import java.util.Map;

/**
 * What one contestant did in one round.
 *
 * @param readyMillis from the start of a process until it can serve, of each role
 * @param idleBytes resident after a few quiet seconds
 * @param loadedBytes resident at most, up to the end
 */
public record Turn(
        String contestant,
        Map<String, Long> readyMillis,
        Map<String, Long> idleBytes,
        Map<String, Long> loadedBytes,
        List<ClosedRun> closed,
        List<OpenRun> open) {

    public double peak() {
        return closed.stream().mapToDouble(ClosedRun::sustained).max().orElse(0);
    }
}
