package io.tandem.web.session;

import java.time.Duration;

/** What came of an attempt to sign in. Wrong name and wrong password are one outcome, so that neither can be told. */
sealed interface SignInOutcome {

    record Accepted(String account) implements SignInOutcome {}

    record Refused() implements SignInOutcome {}

    record Blocked(Duration time) implements SignInOutcome {
        /** For {@code Retry-After}: rounded up, because a second early is blocked still. */
        long seconds() {
            return Math.max(1, time.plusMillis(999).toSeconds());
        }
    }
}
