package io.tandem.consumer;

import java.time.Duration;

/**
 * When a failed delivery comes again, and when it is parked instead. Doubling pauses: 1, 2, 4, 8 s and so on. RocketMQ adds about
 * two seconds of its own.
 *
 * @param maxDeliveries the delivery at which a failure parks; must not exceed the group's maximum, or the broker parks it first,
 *     in its dead-letter topic
 */
public record RetryPolicy(Duration first, Duration longest, int maxDeliveries) {

    private static final int MAX_DOUBLINGS = 30;

    public RetryPolicy {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0 || maxDeliveries < 1) {
            throw new IllegalArgumentException(
                    "first=" + first + " longest=" + longest + " maxDeliveries=" + maxDeliveries);
        }
    }

    /** The pause after a delivery that failed; the first delivery is 1. */
    public Duration pauseAfter(int delivery) {
        int doublings = Math.min(Math.max(delivery, 1) - 1, MAX_DOUBLINGS);
        Duration pause = first.multipliedBy(1L << doublings);
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    /** A failure at the last delivery is final. */
    public Verdict afterFailure(int delivery, String reason) {
        return delivery >= maxDeliveries ? new Verdict.Park("retries-exhausted", reason) : new Verdict.Retry(reason);
    }
}
