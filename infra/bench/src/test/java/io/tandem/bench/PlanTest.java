package io.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.bench.arena.Contestant;
import io.tandem.bench.arena.SeataPeer;
import io.tandem.bench.arena.SpringPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Contestant WITH_MESSAGES = new SpringPeer();
    private static final Contestant WITHOUT = new SeataPeer();

    private final Plan standard = Plan.from(Map.of());

    @Test
    void measuresEverythingInEveryRoundOfWhoUsesMessages() {
        assertThat(standard.turn(WITH_MESSAGES, 0)).isEqualTo(standard);
        assertThat(standard.turn(WITH_MESSAGES, 2)).isEqualTo(standard);
    }

    @Test
    void measuresEverythingOnceOfWhoUsesNone() {
        assertThat(standard.turn(WITHOUT, 0)).isEqualTo(standard);
        assertThat(standard.turn(WITHOUT, 1).callers()).isEqualTo(List.of(64));
        assertThat(standard.turn(WITHOUT, 1).open()).isZero();
        assertThat(standard.starts(WITHOUT)).isEqualTo(1);
    }

    @Test
    void repeatsLessWithTheOtherFlushMode() {
        Plan again = standard.shortened();

        assertThat(again.rounds()).isEqualTo(2);
        assertThat(again.callers()).isEqualTo(List.of(1, 64));
        assertThat(again.open()).isZero();
        assertThat(again.warmUp()).isEqualTo(standard.warmUp() / 2);
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
