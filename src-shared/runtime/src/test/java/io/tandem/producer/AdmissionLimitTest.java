package io.tandem.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AdmissionLimitTest {

    private static final int LEAST = 64;
    private static final int MOST = 512;
    private static final Duration WITHIN = Duration.ofSeconds(1);

    private final AdmissionLimit limit = new AdmissionLimit(LEAST, MOST, WITHIN);
    private final Queue<Long> underWay = new ArrayDeque<>();
    private long now;

    @Test
    void beginsWithAllTheRoomThereIs() {
        assertThat(limit.now()).isEqualTo(MOST);
    }

    @Property
    void whatIsLetInIsDoneInTimeHoweverFastTheMachineIs(@ForAll @IntRange(min = 70, max = 500) int perSecond) {
        overload(perSecond, Duration.ofMinutes(1));

        assertThat(limit.now() / (double) perSecond).isBetween(0.7, 1.15);
    }

    @Test
    void keepsAllThreadsBusyOnAMachineThatCanDoLittle() {
        overload(20, Duration.ofSeconds(10));

        assertThat(limit.now()).isEqualTo(LEAST);
    }

    @Test
    void leavesAllTheRoomToAMachineThatCanDoMuch() {
        overload(2_000, Duration.ofMinutes(1));

        assertThat(limit.now()).isEqualTo(MOST);
    }

    @Test
    void isThereWithinSecondsWhenAMachineBecomesSlow() {
        overload(2_000, Duration.ofSeconds(10));

        overload(100, Duration.ofSeconds(5));

        assertThat(limit.now()).isLessThan(120);
    }

    @Test
    void growsAgainWhenTheMachineIsFastAgain() {
        overload(100, Duration.ofMinutes(1));

        overload(2_000, Duration.ofSeconds(10));

        assertThat(limit.now()).isEqualTo(MOST);
    }

    @Test
    void doesNotGrowWhenNobodyWasRefused() {
        overload(100, Duration.ofMinutes(1));
        int learnt = limit.now();

        for (int i = 0; i < 100 * AdmissionLimit.ROUND; i++) {
            now += Duration.ofMillis(20).toNanos();
            limit.left(now - 1, now);
        }

        assertThat(limit.now()).isBetween(learnt, learnt + learnt / 8);
    }

    @Test
    void halvesAtMostForOneRound() {
        leaveAll(Duration.ofMinutes(10), AdmissionLimit.ROUND);

        assertThat(limit.now()).isEqualTo(MOST / 2);
    }

    @Test
    void thoseWhoMetOnePauseDoNotCountAgainstItTwice() {
        leaveAll(Duration.ofSeconds(10), AdmissionLimit.ROUND);

        for (int i = AdmissionLimit.ROUND; i < MOST; i++) {
            now += Duration.ofMillis(1).toNanos();
            limit.left(0, now);
        }

        assertThat(limit.now()).isEqualTo(MOST / 2);
    }

    @Test
    void oneSlowAttemptAmongManyIsNoReason() {
        now += Duration.ofSeconds(3).toNanos();
        limit.left(0, now);
        for (int i = 1; i < AdmissionLimit.ROUND; i++) {
            limit.left(now - Duration.ofMillis(50).toNanos(), now);
        }

        assertThat(limit.now()).isEqualTo(MOST);
    }

    /** Attempts that all began at once and all took so long. */
    private void leaveAll(Duration took, int count) {
        long entered = now;
        now += took.toNanos();
        for (int i = 0; i < count; i++) {
            limit.left(entered, now);
        }
    }

    /** A machine that does so many a second, one after the other, and is always asked for more. */
    private void overload(int perSecond, Duration lasting) {
        for (long end = now + lasting.toNanos(); now < end; ) {
            while (underWay.size() < limit.now()) {
                underWay.add(now);
            }
            limit.refused();
            now += Duration.ofSeconds(1).toNanos() / perSecond;
            limit.left(underWay.remove(), now);
        }
    }
}
