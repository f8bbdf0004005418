package io.tandem.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmthTest {

    @Test
    void isWarmWhenTwoSlicesCostAsMuchAsTheLeastBefore() {
        assertThat(after(3.0, 2.0).isFlat()).isFalse();
        assertThat(after(3.0, 2.0, 1.5, 1.2).isFlat()).isFalse();
        assertThat(after(3.0, 2.0, 1.5, 1.2).lastShare()).isEqualTo(1.2 / 2.0);
        assertThat(after(3.0, 2.0, 1.95, 2.1).isFlat()).isTrue();
    }

    @Test
    void reachesThePeakWhenAWholeSecondBringsNineTenthsOfIt() {
        List<Integer> quarters = List.of(1, 1, 10, 20, 23, 23, 23, 23, 24);

        assertThat(Warmth.secondsUntil(quarters, 100)).isEqualTo(1.0);
        assertThat(Warmth.secondsUntil(quarters, 1_000)).isNaN();
    }

    @Test
    void countsOnlyTheQuartersOfTheSlice() {
        Warmth warmth = Warmth.COLD.and(1, 2.0, Collections.nCopies(44, 5)).and(0.5, 1.0, List.of(7, 7, 7));

        assertThat(warmth.seconds()).isEqualTo(1.5);
        assertThat(warmth.eachQuarter()).containsExactly(5, 5, 5, 5, 7, 7);
    }

    private static Warmth after(Double... cpuMillis) {
        return new Warmth(cpuMillis.length * 4, List.of(cpuMillis), List.of());
    }
}
