package io.tandem.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CrowdedLogTest {

    private Instant now = Instant.parse("2026-11-25T00:00:00Z");
    private final CrowdedLog log = new CrowdedLog(new Standing());

    @Test
    void theFirstRefusalIsWrittenAtOnce() {
        assertThat(log.refused()).hasValue(1);
    }

    @Test
    void thousandsInASecondAreOneLineThatCountsThem() {
        log.refused();
        for (int i = 0; i < 5_000; i++) {
            assertThat(log.refused()).isEmpty();
        }
        now = now.plus(Duration.ofSeconds(1));

        assertThat(log.refused()).hasValue(5_001);
        assertThat(log.refused()).isEmpty();
    }

    /** Goes on only when the test says so. */
    private final class Standing extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
