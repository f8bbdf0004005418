package io.tandem.load.client;

import io.tandem.local.process.LocalFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long this program waits for what must end by itself: beyond that something is broken, and it says so. */
public final class Patience {

    /** For a whole phase, which ends by itself. */
    private static final Duration FOR_A_PHASE = Duration.ofHours(2);

    private static final Duration FOR_THE_END = Duration.ofSeconds(20);

    private Patience() {}

    static void await(Future<?> ending) {
        try {
            ending.get(FOR_THE_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new LocalFailure("The callers cannot begin or end: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted", interrupted);
        }
    }

    public static void await(CountDownLatch left) {
        await(left, FOR_A_PHASE);
    }

    static void await(CountDownLatch left, Duration atMost) {
        try {
            if (!left.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LocalFailure(left.getCount() + " callers got no answer within " + atMost);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted", interrupted);
        }
    }
}
