package io.tandem.web.session;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** What came of an attempt to sign in. Wrong name and wrong password are one outcome, so that neither can be told. */
sealed interface SignInOutcome {

    record Accepted(String account) implements SignInOutcome {
        @Override
        public <R> R fold(Function<Accepted, R> accepted, Supplier<R> refused, Function<Blocked, R> blocked) {
            return accepted.apply(this);
        }
    }

    record Refused() implements SignInOutcome {
        @Override
        public <R> R fold(Function<Accepted, R> accepted, Supplier<R> refused, Function<Blocked, R> blocked) {
            return refused.get();
        }
    }

    record Blocked(Duration time) implements SignInOutcome {
        /** For {@code Retry-After}: rounded up, because a second early is blocked still. */
        long seconds() {
            return Math.max(1, time.plusMillis(999).toSeconds());
        }

        @Override
        public <R> R fold(Function<Accepted, R> accepted, Supplier<R> refused, Function<Blocked, R> blocked) {
            return blocked.apply(this);
        }
    }

    /** Total: there is a case for each outcome. */
    <R> R fold(Function<Accepted, R> accepted, Supplier<R> refused, Function<Blocked, R> blocked);
}
