package io.tandem.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.web.session.Throttle.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final String HOME = "192.0.2.1";

    private Instant now = Instant.parse("2026-11-22T00:00:00Z");
    private final Throttle throttle = new Throttle(() -> now);

    @Test
    void theFirstFiveFailuresCostNothing() {
        for (int i = 0; i < Throttle.FREE_FOR_ADDRESS; i++) {
            assertThat(wrong(HOME, "demo")).isInstanceOf(Attempt.Wrong.class);
        }
        assertThat(wrong(HOME, "demo")).isInstanceOf(Attempt.Wrong.class);
        assertThat(wrong(HOME, "demo")).isEqualTo(blocked(1));
    }

    @Test
    void eachFurtherFailureDoublesTheWaitUpToAMinute() {
        times(Throttle.FREE_FOR_ADDRESS, () -> wrong(HOME, "demo"));

        for (int seconds : List.of(1, 2, 4, 8, 16, 32, 60, 60, 60)) {
            assertThat(wrong(HOME, "demo")).isInstanceOf(Attempt.Wrong.class);
            assertThat(wrong(HOME, "demo")).isEqualTo(blocked(seconds));
            pass(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void aBlockedAttemptNeitherLooksAtThePasswordNorCounts() {
        times(Throttle.FREE_FOR_ADDRESS + 1, () -> wrong(HOME, "demo"));
        for (int i = 0; i < 1000; i++) {
            assertThat(throttle.attempt(HOME, "demo", () -> {
                        throw new AssertionError("looked at the password");
                    }))
                    .isEqualTo(blocked(1));
        }
        pass(Duration.ofSeconds(1));

        assertThat(right(HOME, "demo")).isInstanceOf(Attempt.Right.class);
    }

    @Test
    void whoTriesManyOtherNamesInBetweenIsNotForgotten() {
        times(Throttle.FREE_FOR_ADDRESS + 1, () -> wrong(HOME, "demo"));

        for (int i = 0; i < 50_000; i++) {
            wrong(HOME, "name" + i);
        }

        assertThat(wrong(HOME, "demo")).isEqualTo(blocked(1));
    }

    @Test
    void whoTriesManyNamesHasToWaitWithEachNewOne() {
        for (int i = 0; i <= Throttle.FREE_NAMES_FOR_ADDRESS; i++) {
            assertThat(wrong(HOME, "name" + i)).isInstanceOf(Attempt.Wrong.class);
        }

        assertThat(wrong(HOME, "another")).isEqualTo(blocked(1));
        assertThat(wrong(HOME, "name1")).isInstanceOf(Attempt.Wrong.class);
        assertThat(wrong("192.0.2.2", "another")).isInstanceOf(Attempt.Wrong.class);
    }

    @Test
    void whoHasSignedInIsNotHeldUpByTheNamesThatOthersTryAtTheSameAddress() {
        right(HOME, "demo");
        for (int i = 0; i < 1_000; i++) {
            wrong(HOME, "name" + i);
        }

        assertThat(right(HOME, "demo")).isInstanceOf(Attempt.Right.class);
    }

    @Test
    void aSuccessForgetsTheFailures() {
        times(Throttle.FREE_FOR_ADDRESS, () -> wrong(HOME, "demo"));
        right(HOME, "demo");

        times(Throttle.FREE_FOR_ADDRESS, () -> wrong(HOME, "demo"));
        assertThat(right(HOME, "demo")).isInstanceOf(Attempt.Right.class);
    }

    @Test
    void otherAddressesAndOtherAccountsAreNotConcerned() {
        times(Throttle.FREE_FOR_ADDRESS + 1, () -> wrong(HOME, "demo"));

        assertThat(right("192.0.2.2", "demo")).isInstanceOf(Attempt.Right.class);
        assertThat(wrong(HOME, "other")).isInstanceOf(Attempt.Wrong.class);
    }

    @Test
    void manyAddressesTogetherAreSlowedDownToo() {
        for (int i = 0; i <= Throttle.FREE_FOR_ACCOUNT; i++) {
            assertThat(wrong("198.51.100." + i, "demo")).isInstanceOf(Attempt.Wrong.class);
        }

        assertThat(right("203.0.113.9", "demo")).isEqualTo(blocked(1));
    }

    @Test
    void nobodyCanLockTheOwnerOut() {
        right(HOME, "demo");
        for (int i = 0; i < 200; i++) {
            wrong("198.51.100." + i, "demo");
        }
        assertThat(right("203.0.113.9", "demo")).isInstanceOf(Attempt.Blocked.class);

        pass(Duration.ofHours(23));
        for (int i = 0; i < 200; i++) {
            wrong("198.51.100." + i, "demo");
        }
        assertThat(right(HOME, "demo")).isInstanceOf(Attempt.Right.class);
    }

    @Test
    void anAddressIsTrustedForADayOnly() {
        right(HOME, "demo");
        pass(Duration.ofHours(25));
        for (int i = 0; i <= Throttle.FREE_FOR_ACCOUNT; i++) {
            wrong("198.51.100." + i, "demo");
        }

        assertThat(right(HOME, "demo")).isEqualTo(blocked(1));
    }

    @Test
    void failuresAreForgottenInTime() {
        times(Throttle.FREE_FOR_ADDRESS + 1, () -> wrong(HOME, "demo"));
        pass(Duration.ofHours(2));

        times(Throttle.FREE_FOR_ADDRESS, () -> wrong(HOME, "demo"));
        assertThat(right(HOME, "demo")).isInstanceOf(Attempt.Right.class);
    }

    /** Whatever happens, a wait is never longer than a minute, and after it the right password is let in. */
    @Property(tries = 300)
    void waitingAlwaysEnds(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 90) Integer> pauses,
            @ForAll @IntRange(min = 1, max = 3) int addresses) {
        Instant[] time = {Instant.EPOCH};
        Throttle tried = new Throttle(() -> time[0]);
        int i = 0;
        for (int pause : pauses) {
            Attempt attempt = tried.attempt("192.0.2." + (i++ % addresses), "demo", () -> false);
            assertThat(waitOf(attempt)).isLessThanOrEqualTo(Throttle.LONGEST_WAIT);
            time[0] = time[0].plusSeconds(pause);
        }
        Attempt last = tried.attempt("192.0.2.0", "demo", () -> true);
        time[0] = time[0].plus(waitOf(last));

        assertThat(tried.attempt("192.0.2.0", "demo", () -> true)).isInstanceOf(Attempt.Right.class);
    }

    /** Guessing for a day, as fast as allowed, from one address: fewer guesses than there are minutes. */
    @Test
    void aDayOfGuessingIsAboutAGuessAMinute() {
        int guesses = 0;
        Instant end = now.plus(Duration.ofDays(1));
        while (now.isBefore(end)) {
            Attempt attempt = wrong(HOME, "demo");
            guesses += attempt instanceof Attempt.Wrong ? 1 : 0;
            pass(waitOf(attempt));
        }
        assertThat(guesses).isLessThan(24 * 60 + 15);
    }

    private static Duration waitOf(Attempt attempt) {
        return attempt instanceof Attempt.Blocked blocked ? blocked.time() : Duration.ZERO;
    }

    private static Attempt blocked(int seconds) {
        return new Attempt.Blocked(Duration.ofSeconds(seconds));
    }

    private Attempt wrong(String address, String account) {
        return throttle.attempt(address, account, () -> false);
    }

    private Attempt right(String address, String account) {
        return throttle.attempt(address, account, () -> true);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static void times(int count, Runnable action) {
        for (int i = 0; i < count; i++) {
            action.run();
        }
    }
}
