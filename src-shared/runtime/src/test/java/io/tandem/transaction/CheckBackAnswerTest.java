package io.tandem.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ledger.AttemptId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CheckBackAnswerTest {

    @Test
    void leavesAYoungAttemptAloneAndNoOther() {
        assertThat(isYoung(Duration.ofSeconds(4))).isTrue();
        assertThat(isYoung(Duration.ofSeconds(5))).isFalse();
    }

    @Test
    void takesAnAttemptFromAClockThatIsALittleAheadForYoung() {
        assertThat(isYoung(Duration.ofSeconds(-4))).isTrue();
    }

    @Test
    void decidesAnAttemptFromAClockThatIsFarAheadBeforeTheBrokerGivesUp() {
        assertThat(isYoung(Duration.ofHours(-1))).isFalse();
    }

    /** By the clock of the process that is asked. */
    private static boolean isYoung(Duration age) {
        Instant now = Instant.parse("2026-11-24T12:00:00Z");
        return CheckBack.isYoung(
                AttemptId.lowerBound(now.minus(age)), Clock.fixed(now, ZoneOffset.UTC), Duration.ofSeconds(5));
    }
}
