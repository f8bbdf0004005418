package io.tandem.web.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Slows down guessing without locking anybody out: after some free failures each further one doubles the wait.
 *
 * <p>Kept: while an attempt is blocked its password is not looked at, and it does not count, so waiting always ends. The
 * account-wide limit, which is what a guesser with many addresses meets, does not hold for an address that signed in to the
 * account within a day: nobody can keep its owner out. What is not an account is treated like one. The memory is bounded, and
 * one address cannot fill it with names to make it forget: it soon has to wait with each new one.
 */
final class Throttle {
    static final int FREE_FOR_ADDRESS = 5;
    static final int FREE_FOR_ACCOUNT = 20;
    static final int FREE_NAMES_FOR_ADDRESS = 100;
    static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Duration FORGET_FAILURES = Duration.ofHours(1);
    private static final Duration TRUST_ADDRESS = Duration.ofHours(24);
    private static final int MOST = 10_000;

    sealed interface Attempt {
        record Right() implements Attempt {}

        record Wrong() implements Attempt {}

        record Blocked(Duration time) implements Attempt {}
    }

    private record Origin(String address, UUID account) {}

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
    private final Cache<Origin, Failures> ofAddress;
    private final Cache<UUID, Failures> ofAccount;
    private final Cache<String, Failures> namesOfAddress;
    private final Cache<Origin, Boolean> trusted;

    Throttle(InstantSource clock) {
        this.clock = clock;
        this.ofAddress = cache().expireAfterAccess(FORGET_FAILURES).build();
        this.ofAccount = cache().expireAfterAccess(FORGET_FAILURES).build();
        this.namesOfAddress = cache().expireAfterAccess(FORGET_FAILURES).build();
        this.trusted = cache().expireAfterWrite(TRUST_ADDRESS).build();
    }

    private Caffeine<Object, Object> cache() {
        return Caffeine.newBuilder().maximumSize(MOST).ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
    }

    /**
     * One attempt: looks whether it is allowed, and only then at the password. Synchronized, because a thousand attempts
     * at once must not all be the fifth one; what happens inside takes microseconds.
     */
    synchronized Attempt attempt(String address, String account, BooleanSupplier passwordIsRight) {
        // A fixed size, whatever was typed.
        UUID key = UUID.nameUUIDFromBytes(account.getBytes(StandardCharsets.UTF_8));
        Origin origin = new Origin(address, key);
        Instant now = clock.instant();
        boolean newName = isNewHere(origin);
        Duration wait = longer(addressWait(origin, newName, now), accountWait(origin, now));
        if (!wait.isZero()) {
            return new Attempt.Blocked(wait);
        }
        if (!passwordIsRight.getAsBoolean()) {
            count(origin, newName, now);
            return new Attempt.Wrong();
        }
        ofAddress.invalidate(origin);
        ofAccount.invalidate(key);
        trusted.put(origin, true);
        return new Attempt.Right();
    }

    private boolean isNewHere(Origin origin) {
        return ofAddress.getIfPresent(origin) == null && trusted.getIfPresent(origin) == null;
    }

    private void count(Origin origin, boolean newName, Instant now) {
        if (newName) {
            oneMore(namesOfAddress, origin.address(), FREE_NAMES_FOR_ADDRESS, now);
        }
        oneMore(ofAddress, origin, FREE_FOR_ADDRESS, now);
        oneMore(ofAccount, origin.account(), FREE_FOR_ACCOUNT, now);
    }

    private static <K> void oneMore(Cache<K, Failures> failures, K of, int free, Instant now) {
        failures.asMap().merge(of, Failures.NONE.oneMore(free, now), (old, first) -> old.oneMore(free, now));
    }

    private Duration addressWait(Origin origin, boolean newName, Instant now) {
        return newName
                ? wait(namesOfAddress.getIfPresent(origin.address()), now)
                : wait(ofAddress.getIfPresent(origin), now);
    }

    private Duration accountWait(Origin origin, Instant now) {
        return trusted.getIfPresent(origin) != null
                ? Duration.ZERO
                : wait(ofAccount.getIfPresent(origin.account()), now);
    }

    private static Duration wait(Failures failures, Instant now) {
        return failures == null || !failures.blockedUntil().isAfter(now)
                ? Duration.ZERO
                : Duration.between(now, failures.blockedUntil());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
