package io.tandem.observation;

import java.time.Duration;
import java.time.Instant;

/**
 * When something began, and how long it took.
 *
 * @param began by this process's clock
 * @param took by its monotonic clock
 */
public record Timing(Instant began, Duration took) {

    /** Begins now. */
    public static Stopwatch start() {
        return new Stopwatch(Instant.now(), System.nanoTime());
    }

    /** A timing under way. */
    public record Stopwatch(Instant began, long nanos) {

        /** Ends now. */
        public Timing stop() {
            return new Timing(began, Duration.ofNanos(System.nanoTime() - nanos));
        }
    }
}
