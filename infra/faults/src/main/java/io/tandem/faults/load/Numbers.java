package io.tandem.faults.load;

import java.util.concurrent.atomic.AtomicLong;

/** Order and user numbers of one round: no other round has any of them. Order numbers decide which round something belongs to. */
public final class Numbers {

    private static final long ROUND = 1_000_000;

    private final long first;
    private final long end;
    private final AtomicLong next;

    private Numbers(long first, long end) {
        this.first = first;
        this.end = end;
        this.next = new AtomicLong(first);
    }

    /**
     * Those of one round.
     *
     * @param round from 0
     */
    public static Numbers ofRound(int round) {
        return new Numbers((round + 1) * ROUND, (round + 2) * ROUND);
    }

    /** Those of all rounds. */
    public static Numbers ofAllRounds() {
        return new Numbers(0, Long.MAX_VALUE);
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
        return end;
    }

    public boolean has(long number) {
        return number >= first && number < end;
    }
}
