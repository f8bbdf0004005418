package io.tandem.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * How often refusals for want of room are written down: they come by the thousand, each would cost the log as much as an order that
 * is placed, and say nothing that their number does not.
 */
final class CrowdedLog {

    private static final Duration QUIET = Duration.ofSeconds(1);

    private final Clock clock;
    private Instant notBefore = Instant.MIN;
    private long unsaid;

    CrowdedLog(Clock clock) {
        this.clock = clock;
    }

    /** One more refusal; how many there were since the last line, if it is time for another. */
    synchronized OptionalLong refused() {
        unsaid++;
        Instant now = clock.instant();
        if (now.isBefore(notBefore)) {
            return OptionalLong.empty();
        }
        OptionalLong count = OptionalLong.of(unsaid);
        unsaid = 0;
        notBefore = now.plus(QUIET);
        return count;
    }
}
