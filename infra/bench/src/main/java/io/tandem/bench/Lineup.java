package io.tandem.bench;

import io.tandem.bench.arena.Contestant;
import io.tandem.bench.arena.OutboxPeer;
import io.tandem.bench.arena.SeataPeer;
import io.tandem.bench.arena.SpringPeer;
import io.tandem.bench.arena.Tandem;
import io.tandem.local.process.LocalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who takes part: Tandem and its peers; or, to show what a change is worth, Tandem and itself.
 *
 * @param absent a line for each that should be there, and why it is not
 */
record Lineup(List<Contestant> contestants, List<String> absent) {

    private static final String DTM =
            "DTM: its server is a Go program that no Maven repository has; its Java client dtmcli is in one, but knows no messages in two phases";
    private static final String NO_JDK25 = "Spring Boot on virtual threads: needs JDK 25, set BENCH_JDK25 to its home";
    private static final String NOT_NATIVE = "Tandem (native): `make native` was not run";

    /**
     * From {@code BENCH_BASELINE} (another checkout, built) and {@code BENCH_VARIANT} (settings and JVM options, separated by blanks,
     * several variants by semicolons); with either of them, without the peers.
     */
    static Lineup from(Map<String, String> environment) {
        List<Contestant> contestants = new ArrayList<>(List.of(Tandem.onTheJvm()));
        List<String> absent = new ArrayList<>();
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
            peers(environment, contestants, absent);
        }
        return new Lineup(contestants, absent);
    }

    private static void peers(Map<String, String> environment, List<Contestant> contestants, List<String> absent) {
        Plan plan = Plan.from(environment);
        contestants.add(SpringPeer.onAPool());
        jdk25(environment)
                .ifPresentOrElse(
                        home -> contestants.add(SpringPeer.onVirtualThreads(home)), () -> absent.add(NO_JDK25));
        contestants.add(new OutboxPeer());
        if (!plan.isQuick()) {
            contestants.add(Tandem.withoutGroups());
        }
        if (plan.isBrief()) {
            absent.add("Seata AT, Tandem (native): not in a brief run");
        } else {
            contestants.add(new SeataPeer());
            Tandem.nativeIfBuilt().ifPresentOrElse(contestants::add, () -> absent.add(NOT_NATIVE));
        }
        absent.add(DTM);
    }

    private static Optional<Path> jdk25(Map<String, String> environment) {
        return Stream.of(
                        environment.getOrDefault("BENCH_JDK25", ""),
                        environment.getOrDefault("GRAALVM_HOME", ""),
                        System.getProperty("user.home") + "/.graalvm")
                .filter(home -> !home.isBlank())
                .map(Path::of)
                .filter(Lineup::isJdk25)
                .findFirst();
    }

    private static boolean isJdk25(Path home) {
        try {
            return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"25");
        } catch (IOException notThere) {
            return false;
        }
    }

    static boolean compares(Map<String, String> environment) {
        return !environment.getOrDefault("BENCH_BASELINE", "").isBlank()
                || !environment.getOrDefault("BENCH_VARIANT", "").isBlank();
    }
}
