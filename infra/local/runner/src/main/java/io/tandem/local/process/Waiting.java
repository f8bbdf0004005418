package io.tandem.local.process;

import java.time.Duration;
import java.util.concurrent.Callable;

/** The one way in which this module waits for another process: by looking again, and never for ever. */
public final class Waiting {

    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    private Waiting() {}

    /** Whether the condition came true in time; a condition that throws counts as "not yet". */
    public static boolean until(Duration atMost, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            if (holds(condition)) {
                return true;
            }
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            pause(LOOK_EVERY);
        }
    }

    /** Sleeps; an interrupt ends the work in hand with a {@link LocalFailure} and stays set. */
    public static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted while waiting", interrupted);
        }
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (LocalFailure failure) {
            throw failure;
        } catch (Exception notYet) {
            return false;
        }
    }
}
