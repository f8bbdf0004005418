package io.tandem.console.consistency;

import java.time.Duration;
import java.time.Instant;

/** How old something is, by MySQL's clock. */
final class Age {

    private Age() {}

    /** Not less than 0: a host that keeps the time may still be some moments behind what MySQL has written. */
    static long seconds(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toSeconds());
    }
}
