package io.tandem.console.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgeTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void isWhatHasPassed() {
        assertThat(Age.seconds(NOW.minusSeconds(90), NOW)).isEqualTo(90);
    }

    @Test
    void nothingIsYoungerThanNow() {
        assertThat(Age.seconds(NOW.plusSeconds(3), NOW)).isZero();
    }
}
