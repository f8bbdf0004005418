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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            assertThat(throttle.attempt(HOME, "demo", "x", () -> {
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
    void trustLastsFromTheLastSignIn() {
        right(HOME, "demo");
        pass(Duration.ofHours(23));
        right(HOME, "demo");
        pass(Duration.ofHours(2));
        for (int i = 0; i <= Throttle.FREE_FOR_ACCOUNT; i++) {
            wrong("198.51.100." + i, "demo");
        }

        assertThat(right(HOME, "demo")).isInstanceOf(Attempt.Right.class);
    }

    @Test
    void namesThatAreLongAreToldApartToo() {
        String name = "n".repeat(5_000);
        for (int i = 0; i <= Throttle.FREE_FOR_ADDRESS; i++) {
            wrong(HOME, name);
        }

        assertThat(right(HOME, name)).isEqualTo(blocked(1));
        assertThat(right(HOME, name + "n")).isInstanceOf(Attempt.Right.class);
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
            Attempt attempt = tried.attempt("192.0.2." + (i++ % addresses), "demo", "guess" + i, () -> false);
            assertThat(waitOf(attempt)).isLessThanOrEqualTo(Throttle.LONGEST_WAIT);
            time[0] = time[0].plusSeconds(pause);
        }
        Attempt last = tried.attempt("192.0.2.0", "demo", "right", () -> true);
        time[0] = time[0].plus(waitOf(last));

        assertThat(tried.attempt("192.0.2.0", "demo", "right", () -> true)).isInstanceOf(Attempt.Right.class);
    }

    /** Guessing for a day, as fast as allowed, from one address: fewer guesses than there are minutes. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDayOfGuessingIsAboutAGuessAMinute(boolean allTheSame) {
        int guesses = 0;
        Instant end = now.plus(Duration.ofDays(1));
        for (int i = 0; now.isBefore(end); i++) {
            Attempt attempt = guess(HOME, allTheSame ? "old" : "guess" + i);
            guesses += attempt instanceof Attempt.Wrong ? 1 : 0;
            pass(waitOf(attempt));
        }
        assertThat(guesses).isLessThan(24 * 60 + 15);
    }

    @Test
    void aClientWithAnOldPasswordKeepsNobodyOutWhoObeysTheWait() {
        for (int i = 0; i < 10_000; i++) {
            wrong(HOME, "demo");
            pass(Duration.ofMillis(100));
        }
        times(100, () -> wrong(HOME, "demo"));

        assertThat(right(HOME, "demo")).isInstanceOf(Attempt.Right.class);
        assertThat(wrong(HOME, "demo")).isInstanceOf(Attempt.Blocked.class);
    }

    @Test
    void aClientWithAnOldPasswordHoldsUpItsAddressOnceForASecond() {
        times(100, () -> wrong(HOME, "demo"));
        assertThat(right(HOME, "demo")).isEqualTo(blocked(1));

        pass(Duration.ofSeconds(1));
        wrong(HOME, "demo");

        assertThat(right(HOME, "demo")).isInstanceOf(Attempt.Right.class);
    }

    @Test
    void aClientWithAnOldPasswordDoesNotUseUpTheAccountForOtherAddresses() {
        for (int i = 0; i < 1_000; i++) {
            wrong(HOME, "demo");
            pass(Duration.ofSeconds(1));
        }

        assertThat(right("192.0.2.2", "demo")).isInstanceOf(Attempt.Right.class);
    }

    @Test
    void theRightPasswordGoesOnWorkingWhereItHasWorkedAndWrongOnesAreSlowedDown() {
        right(HOME, "demo");
        for (int i = 0; i < Throttle.GUESSES_OF_TRUSTED - 1; i++) {
            assertThat(guess(HOME, "guess" + i))
                    .isInstanceOf(i <= Throttle.FREE_FOR_ADDRESS ? Attempt.Wrong.class : Attempt.Blocked.class);
            assertThat(right(HOME, "demo")).isInstanceOf(Attempt.Right.class);
        }
    }

    /** Which is what tells a guesser behind the address of an honest client nothing. */
    @Test
    void thereAreNoMoreGuessesAtATrustedAddressThanAtAnother() {
        right(HOME, "demo");
        for (int i = 0; i < 10_000; i++) {
            guess(HOME, "guess" + i);
        }

        assertThat(throttle.attempt(HOME, "demo", "right", () -> {
                    throw new AssertionError("looked at the password");
                }))
                .isInstanceOf(Attempt.Blocked.class);
        pass(Duration.ofHours(1));
        assertThat(right(HOME, "demo")).isInstanceOf(Attempt.Right.class);
    }

    @Test
    void whoSignsInAllTheTimeMakesNoRoomForGuesses() {
        int looks = 0;
        for (int i = 0; i < 3_600; i++) {
            right(HOME, "demo");
            boolean[] looked = new boolean[1];
            throttle.attempt(HOME, "demo", "guess" + i, () -> {
                looked[0] = true;
                return false;
            });
            looks += looked[0] ? 1 : 0;
            pass(Duration.ofSeconds(1));
        }

        assertThat(looks).isLessThan(2 * Throttle.GUESSES_OF_TRUSTED + 15);
    }

    private static Duration waitOf(Attempt attempt) {
        return attempt instanceof Attempt.Blocked blocked ? blocked.time() : Duration.ZERO;
    }

    private static Attempt blocked(int seconds) {
        return new Attempt.Blocked(Duration.ofSeconds(seconds));
    }

    private Attempt wrong(String address, String account) {
        return throttle.attempt(address, account, "old", () -> false);
    }

    private Attempt guess(String address, String password) {
        return throttle.attempt(address, "demo", password, () -> false);
    }

    private Attempt right(String address, String account) {
        return throttle.attempt(address, account, "right", () -> true);
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
