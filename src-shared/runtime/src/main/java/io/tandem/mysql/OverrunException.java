package io.tandem.mysql;

import java.time.Duration;

/** Statements of a local transaction took longer than they were given, and were ended. */
public final class OverrunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Where MySQL or this process is slow altogether, the end takes longer. */
    public static final Duration AT_ONCE = Duration.ofMillis(25);

    private final boolean endedAtOnce;

    OverrunException(Duration limit, Duration endedIn) {
        super("took longer than " + limit + ", and was ended in " + endedIn);
        endedAtOnce = endedIn.compareTo(AT_ONCE) <= 0;
    }

    /** Whether a statement took so long though there was time for everything else: so it has waited for a lock. */
    public static boolean isOfALock(Throwable failure) {
        return failure instanceof OverrunException overrun && overrun.endedAtOnce;
    }
}
