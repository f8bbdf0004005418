package io.tandem.load;

import java.util.concurrent.atomic.AtomicLong;

/** A number for each order of a run; those of one phase stand together, so that one query finds them. */
final class OrderNumbers {

    private static final long EACH_SEED = 1_000_000_000L;

    private final AtomicLong last;

    OrderNumbers(long seed) {
        this.last = new AtomicLong((seed + 1) * EACH_SEED);
    }

    long next() {
        return last.incrementAndGet();
    }

    /** The one that was given last. */
    long last() {
        return last.get();
    }
}
