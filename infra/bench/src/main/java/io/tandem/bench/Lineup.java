package io.tandem.bench;

import io.tandem.bench.arena.Contestant;
import io.tandem.bench.arena.OutboxPeer;
import io.tandem.bench.arena.SeataPeer;
import io.tandem.bench.arena.SpringPeer;
import io.tandem.bench.arena.Tandem;
import io.tandem.local.process.LocalFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who takes part. Usually Tandem and its peers; somebody who changes something compares Tandem with itself. */
final class Lineup {

    private Lineup() {}

    /**
     * From {@code BENCH_BASELINE} (another checkout, built) and {@code BENCH_VARIANT} (settings and JVM options, separated by blanks,
     * several variants by semicolons); with either of them, without the peers.
     */
    static List<Contestant> from(Map<String, String> environment) {
        List<Contestant> contestants = new ArrayList<>(List.of(Tandem.onTheJvm()));
        String baseline = environment.getOrDefault("BENCH_BASELINE", "");
        String variant = environment.getOrDefault("BENCH_VARIANT", "");
        if (!baseline.isBlank()) {
            contestants.add(Tandem.baseline(Path.of(baseline).toAbsolutePath()));
        }
        if (!variant.isBlank()) {
            for (String one : variant.split(";", -1)) {
                contestants.add(
                        Tandem.variant(contestants.size(), List.of(one.strip().split("\\s+"))));
            }
        }
        if (Plan.isNativeAlone(environment)) {
            contestants.add(Tandem.nativeIfBuilt().orElseThrow(() -> new LocalFailure("run `make native` first")));
        } else if (contestants.size() == 1 && !Plan.isGrowthAlone(environment)) {
            contestants.add(new SpringPeer());
            contestants.add(new OutboxPeer());
            contestants.add(new SeataPeer());
            Tandem.nativeIfBuilt().ifPresent(contestants::add);
        }
        return contestants;
    }

    static boolean compares(Map<String, String> environment) {
        return from(environment).stream().anyMatch(one -> one.name().matches(".*(variant|baseline).*"));
    }
}
