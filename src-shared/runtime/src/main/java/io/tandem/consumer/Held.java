package io.tandem.consumer;

import java.time.Duration;
import java.util.List;

/**
 * Deliveries that are not put back while MySQL is away: put back, each would come again and count as one more. Not safe for use by
 * several threads at once.
 */
final class Held {

    private final long extendedEvery;
    private List<Received> batch;
    private long due;

    /** @param invisible for how long the broker keeps them from others; to be asked for again well before that is over */
    Held(List<Received> batch, Duration invisible) {
        this.batch = batch;
        this.extendedEvery = invisible.toNanos() / 3;
        // How long ago they were received is not known; MySQL's silence may have lasted.
        this.due = System.nanoTime();
    }

    List<Received> batch() {
        return batch;
    }

    /** Forgets what is settled. */
    List<Received> keep(List<Received> open) {
        batch = open;
        return open;
    }

    boolean isDue(long now) {
        return now - due >= 0;
    }

    void extended(long now) {
        due = now + extendedEvery;
    }
}
