package io.tandem.messaging;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many attempts may be under way at once, from before the half message until its commit or rollback has been sent. Beyond
 * that a caller is refused at once and nothing is sent: a queue that only grows helps nobody.
 */
public final class Admission {

    private final int capacity;
    private final Semaphore free;
    private volatile boolean closed;

    /** @param capacity at least 1 */
    public Admission(int capacity) {
        this.capacity = capacity;
        this.free = new Semaphore(capacity);
    }

    /** True if the caller may begin; it must then {@link #leave} exactly once. */
    boolean enter() {
        return !closed && free.tryAcquire();
    }

    void leave() {
        free.release();
    }

    /** Attempts under way. */
    public int inFlight() {
        return capacity - free.availablePermits();
    }

    boolean isClosed() {
        return closed;
    }

    /** Refuses all further attempts and waits for those under way; false if some were not done in time. */
    boolean drain(Duration patience) throws InterruptedException {
        closed = true;
        return free.tryAcquire(capacity, patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
