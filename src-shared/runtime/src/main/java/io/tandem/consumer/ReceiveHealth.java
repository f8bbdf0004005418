package io.tandem.consumer;

import io.tandem.rocketmq.Reaching;
import java.util.concurrent.atomic.AtomicInteger;

/** Whether the broker answers receives: good from the first answer until the next failure. */
final class ReceiveHealth {

    private final AtomicInteger failures = new AtomicInteger();
    private final Reaching reaching = new Reaching();

    void received() {
        failures.set(0);
        reaching.answered();
    }

    /** How many there were in a row, this one included. */
    int failed() {
        return failures.incrementAndGet();
    }

    /** Whether this one makes it time for another client. */
    boolean isLostFor(Throwable cause) {
        return reaching.isLostFor(cause, System.nanoTime());
    }

    boolean isGood() {
        return failures.get() == 0;
    }
}
