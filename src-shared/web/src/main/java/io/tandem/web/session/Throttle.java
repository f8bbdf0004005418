package io.tandem.web.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Slows down guessing without locking anybody out: after some free failures each further one doubles the wait.
 *
 * <p>A wrong password that comes again from the same address is no new guess. It is slowed by itself and holds up nothing else: a
 * client that was left with an old password blocks its address once, for a second.
 *
 * <p>An address that signed in to the account within the last 23 hours is not held up by what others do, there or elsewhere: its password is
 * looked at in spite of a wait, as long as no more than {@link #GUESSES_OF_TRUSTED} different wrong ones came from it within the
 * hour. With more it is as slow as any other, so that it is no place to guess from.
 *
 * <p>Invariant: where an attempt is blocked without a look at its password, right and wrong have the same answer, and it does not
 * count, so waiting always ends. What is not an account is treated like one. The memory is bounded, and one address cannot fill
 * it with names to make it forget: it soon has to wait with each new one.
 */
final class Throttle {
    static final int FREE_FOR_ADDRESS = 5;
    static final int FREE_FOR_ACCOUNT = 20;
    static final int FREE_NAMES_FOR_ADDRESS = 100;
    static final int GUESSES_OF_TRUSTED = 60;
    static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Duration FORGET_FAILURES = Duration.ofHours(1);
    private static final Duration TRUST_ADDRESS = Duration.ofHours(24);
    /** A program signs in with each call, and a cache is dear to write to. */
    private static final Duration TRUST_AGAIN = Duration.ofHours(1);

    private static final int SHORT_NAME = 32;
    private static final int MOST = 10_000;
    private static final String ALGORITHM = "HmacSHA256";

    sealed interface Attempt {
        record Right() implements Attempt {}

        record Wrong() implements Attempt {}

        record Blocked(Duration time) implements Attempt {}
    }

    private record Origin(String address, String account) {}

    /** A password that was wrong, by a digest whose key no other process has. */
    private record Guess(Origin origin, UUID password) {}

    private record Failures(int count, Instant blockedUntil) {
        private static final Failures NONE = new Failures(0, Instant.MIN);

        Failures oneMore(int free, Instant now) {
            int beyond = count + 1 - free;
            return new Failures(count + 1, beyond <= 0 ? Instant.MIN : now.plus(waitAfter(beyond)));
        }

        private static Duration waitAfter(int beyond) {
            return beyond > 6 ? LONGEST_WAIT : Duration.ofSeconds(1L << (beyond - 1));
        }
    }

    private final InstantSource clock;
    private final SecretKeySpec key;
    private final Cache<Origin, Failures> ofAddress;
    private final Cache<String, Failures> ofAccount;
    private final Cache<String, Failures> namesOfAddress;
    private final Cache<Guess, Failures> ofGuess;
    private final Cache<Origin, Instant> trusted;

    Throttle(InstantSource clock) {
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
        // From the last failure on, for a client that signs in all the time must not keep the failures of others alive.
        this.ofAddress = cache().expireAfterWrite(FORGET_FAILURES).build();
        this.ofAccount = cache().expireAfterWrite(FORGET_FAILURES).build();
        this.namesOfAddress = cache().expireAfterWrite(FORGET_FAILURES).build();
        this.ofGuess = cache().expireAfterWrite(FORGET_FAILURES).build();
        this.trusted = cache().expireAfterWrite(TRUST_ADDRESS).build();
    }

    private Caffeine<Object, Object> cache() {
        return Caffeine.newBuilder().maximumSize(MOST).ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
    }

    /**
     * One attempt: looks whether it is allowed, and only then at the password. Synchronized, because a thousand attempts
     * at once must not all be the fifth one; what happens inside takes microseconds.
     */
    synchronized Attempt attempt(String address, String account, String password, BooleanSupplier passwordIsRight) {
        Origin origin = new Origin(address, bounded(account));
        Instant now = clock.instant();
        Instant since = trusted.getIfPresent(origin);
        boolean isTrusted = since != null;
        Duration wait = longer(addressWait(origin, isTrusted, now), accountWait(origin, isTrusted, now));
        if (!wait.isZero() && !(isTrusted && failures(origin) < GUESSES_OF_TRUSTED)) {
            return new Attempt.Blocked(wait);
        }
        if (passwordIsRight.getAsBoolean()) {
            if (since == null || Duration.between(since, now).compareTo(TRUST_AGAIN) > 0) {
                trust(origin, isTrusted, now);
            }
            return new Attempt.Right();
        }
        Guess guess = new Guess(origin, digest(password));
        Failures before = ofGuess.getIfPresent(guess);
        Duration ofItsOwn = longer(wait, wait(before, now));
        if (before == null || ofItsOwn.isZero()) {
            count(guess, before, isTrusted, now);
        }
        return ofItsOwn.isZero() ? new Attempt.Wrong() : new Attempt.Blocked(ofItsOwn);
    }

    /** A few bytes, whatever was typed. No short name looks like the digest of a long one, which is longer. */
    private static String bounded(String account) {
        return account.length() <= SHORT_NAME
                ? account
                : "more than %d characters: ".formatted(SHORT_NAME)
                        + UUID.nameUUIDFromBytes(account.getBytes(StandardCharsets.UTF_8));
    }

    private void trust(Origin origin, boolean isTrusted, Instant now) {
        if (!isTrusted) {
            // Only the first time: otherwise one client that signs in all the time would make room for another's
            // guesses.
            ofAddress.invalidate(origin);
            ofAccount.invalidate(origin.account());
        }
        trusted.put(origin, now);
    }

    /** What comes again counts for its address until that is slowed down, and then for itself alone. */
    private void count(Guess guess, Failures before, boolean isTrusted, Instant now) {
        Origin origin = guess.origin();
        oneMore(ofGuess, guess, FREE_FOR_ADDRESS, now);
        if (before != null && (isTrusted || failures(origin) > FREE_FOR_ADDRESS)) {
            return;
        }
        if (!isTrusted && failures(origin) == 0) {
            oneMore(namesOfAddress, origin.address(), FREE_NAMES_FOR_ADDRESS, now);
        }
        oneMore(ofAddress, origin, FREE_FOR_ADDRESS, now);
        oneMore(ofAccount, origin.account(), FREE_FOR_ACCOUNT, now);
    }

    private int failures(Origin origin) {
        Failures failures = ofAddress.getIfPresent(origin);
        return failures == null ? 0 : failures.count();
    }

    private static <K> void oneMore(Cache<K, Failures> failures, K of, int free, Instant now) {
        failures.asMap().merge(of, Failures.NONE.oneMore(free, now), (old, first) -> old.oneMore(free, now));
    }

    private Duration addressWait(Origin origin, boolean isTrusted, Instant now) {
        Failures failures = ofAddress.getIfPresent(origin);
        return failures == null && !isTrusted
                ? wait(namesOfAddress.getIfPresent(origin.address()), now)
                : wait(failures, now);
    }

    private Duration accountWait(Origin origin, boolean isTrusted, Instant now) {
        return isTrusted ? Duration.ZERO : wait(ofAccount.getIfPresent(origin.account()), now);
    }

    private static Duration wait(Failures failures, Instant now) {
        return failures == null || !failures.blockedUntil().isAfter(now)
                ? Duration.ZERO
                : Duration.between(now, failures.blockedUntil());
    }

    private UUID digest(String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return UUID.nameUUIDFromBytes(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
