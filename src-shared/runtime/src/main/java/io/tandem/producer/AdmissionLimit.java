package io.tandem.producer;

import java.time.Duration;

/**
 * How many attempts may be under way so that each is done in time: as many as leave within that time (Little's law), which
 * cannot be said beforehand, for it depends on the broker, on MySQL and on what else the machine does. So it is learnt, a round
 * of attempts at a time. Did they take longer than they may, there is room for as many as their rate allows; was there time
 * to spare, and an attempt was refused all the same, there is a little more.
 *
 * <p>Without it a machine that becomes slow lets in as many as before and serves all of them too late: half messages are then
 * checked back, sends and local transactions time out, and the work that those who failed have cost is missing for the others.
 */
public final class AdmissionLimit {

    /** Enough for a mean and a rate; and a round lasts a quarter of an attempt's time at least, for attempts end in bursts. */
    static final int ROUND = 32;

    private static final int ROUNDS_IN_TIME = 4;

    /** One round says so much at most: it may have met a pause of MySQL's or of the collector's. */
    private static final int LEAST_PART_LEFT = 2;

    private static final int MORE_BY = 8;
    /** Of the time that an attempt may take; what is let in now is seen only when it leaves. */
    private static final double TIME_TO_SPARE = 0.75;

    private final int least;
    private final int most;
    private final long withinNanos;

    private int limit;
    private boolean somebodyRefused;
    private boolean begun;
    private long roundBegan;
    private int left;
    private long tookNanos;

    /**
     * Begins at the most, and learns from there.
     *
     * @param least is always let in: with fewer, threads would stand idle
     * @param most is never exceeded, and where it begins
     * @param within how long an attempt may take on the average
     */
    public AdmissionLimit(int least, int most, Duration within) {
        this.least = Math.min(least, most);
        this.most = most;
        this.withinNanos = within.toNanos();
        this.limit = most;
    }

    public int now() {
        return limit;
    }

    /** There would be use for more room. */
    public void refused() {
        somebodyRefused = true;
    }

    /** An attempt is over. */
    public void left(long enteredAt, long now) {
        if (!begun) {
            begun = true;
            roundBegan = enteredAt;
        }
        left++;
        tookNanos += now - enteredAt;
        if (left >= ROUND && now - roundBegan >= withinNanos / ROUNDS_IN_TIME) {
            look(now - roundBegan);
            roundBegan = now;
            left = 0;
            tookNanos = 0;
            somebodyRefused = false;
        }
    }

    private void look(long roundNanos) {
        long mean = tookNanos / left;
        if (mean > withinNanos) {
            int inTime = (int) Math.min(limit, (double) left / roundNanos * withinNanos);
            limit = Math.max(least, Math.max(limit / LEAST_PART_LEFT, inTime));
        } else if (somebodyRefused && mean < withinNanos * TIME_TO_SPARE) {
            limit = Math.min(most, limit + Math.max(1, limit / MORE_BY));
        }
    }
}
