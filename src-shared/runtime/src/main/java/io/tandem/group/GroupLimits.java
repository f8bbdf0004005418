package io.tandem.group;

import java.time.Duration;

/**
 * How large groups may be, and how many there are.
 *
 * @param size members of one; 1: every attempt goes by itself, and none waits
 * @param atOnce groups under way while others wait
 * @param bytes of a group's message
 * @param attempts under way, those that wait included
 * @param patience how long an attempt may wait for its group to begin; longer, and it is refused
 */
public record GroupLimits(int size, int atOnce, int bytes, int attempts, Duration patience) {

    /** Every attempt goes by itself. */
    public static final GroupLimits OFF = new GroupLimits(1, 1, 0, 0, Duration.ZERO);
}
