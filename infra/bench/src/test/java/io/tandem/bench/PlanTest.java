package io.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.bench.arena.Contestant;
import io.tandem.bench.arena.SeataPeer;
import io.tandem.bench.arena.SpringPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {

    private static final Contestant WITH_MESSAGES = SpringPeer.onAPool();
    private static final Contestant WITHOUT = new SeataPeer();

    private final Plan standard = Plan.from(Map.of());

    @Test
    void measuresAllCallersInEveryRoundOfWhatUsesMessages() {
        assertThat(standard.callers(WITH_MESSAGES, 2)).containsExactly(1, 16, 64, 256, 1_024);
        assertThat(standard.callers(WITHOUT, 0)).containsExactly(1, 16, 64, 256, 1_024);
        assertThat(standard.callers(WITHOUT, 1)).containsExactly(64);
        assertThat(standard.starts(WITHOUT)).isEqualTo(1);
    }

    @Test
    void repeatsLessWithTheOtherFlushMode() {
        Plan again = standard.shortened();

        assertThat(again.rounds()).isEqualTo(2);
        assertThat(again.callers()).containsExactly(1, 64, 256);
        assertThat(again.open()).isZero();
        assertThat(again.overload()).isZero();
        assertThat(again.warmUp()).isEqualTo(standard.warmUp());
    }

    @Test
    void saysWhoIsAbsentAndWhy(@TempDir Path home) throws Exception {
        assertThat(Lineup.from(Map.of("BENCH_JDK25", "/nowhere")).absent()).anyMatch(line -> line.startsWith("DTM: "));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");

        Lineup lineup = Lineup.from(Map.of("BENCH_JDK25", home.toString()));

        assertThat(lineup.contestants())
                .extracting(Contestant::name)
                .startsWith("Tandem (JVM)")
                .contains("Spring Boot (virtual threads, JDK 25)");
        assertThat(lineup.absent()).noneMatch(line -> line.contains("JDK 25"));
    }

    @Test
    void comparesTandemWithItselfAlone() {
        assertThat(Lineup.from(Map.of("BENCH_VARIANT", "A=1; -Xmx1g")).contestants())
                .extracting(Contestant::name)
                .containsExactly("Tandem (JVM)", "Tandem (variant A=1)", "Tandem (variant -Xmx1g)");
    }

    @Test
    void keepsAQuickRunToItsOneRound() {
        assertThat(Plan.from(Map.of("BENCH_QUICK", "1")).shortened().rounds()).isEqualTo(1);
    }

    @Test
    void writesDownOnlyWhatWasMeasuredLongEnough() {
        assertThat(standard.isWhole()).isTrue();
        assertThat(Plan.from(Map.of("BENCH_QUICK", "1")).isWhole()).isFalse();
    }
}
