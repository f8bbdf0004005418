package io.tandem.consumer;

import java.util.concurrent.atomic.AtomicInteger;

/** Whether the broker answers receives: good from the first answer until the next failure. */
final class ReceiveHealth {

    private final AtomicInteger failures = new AtomicInteger();

    void received() {
        failures.set(0);
    }

    /** How many there were in a row, this one included. */
    int failed() {
        return failures.incrementAndGet();
    }

    boolean isGood() {
        return failures.get() == 0;
    }
}
