package io.tandem.faults.load;

import java.util.concurrent.atomic.AtomicLong;

/** Order and user numbers of one round: no other round has any of them. */
public final class Numbers {

    private static final long ROUND = 1_000_000;

    private final long first;
    private final AtomicLong next;

    private Numbers(long first) {
        this.first = first;
        this.next = new AtomicLong(first);
    }

    /** @param round from 0 */
    public static Numbers ofRound(int round) {
        return new Numbers((round + 1) * ROUND);
    }

    public long fresh() {
        return next.getAndIncrement();
    }

    /** The first that can be given. */
    public long from() {
        return first;
    }

    /** The first that cannot. */
    public long to() {
        return first + ROUND;
    }
}
