package io.tandem.producer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many attempts may be under way at once, from before the half message until its commit or rollback has been sent. Beyond
 * that a caller is refused at once and nothing is sent: a queue that only grows serves no caller. Where "beyond" is,
 * {@link AdmissionLimit} learns from how long attempts take.
 */
public final class Admission {

    private final AdmissionLimit limit;
    private final LongSupplier nanos;

    private int inFlight;
    private boolean closed;

    public Admission(AdmissionLimit limit) {
        this(limit, System::nanoTime);
    }

    /**
     * With a clock of its own.
     *
     * @param nanos the time, as {@link System#nanoTime()} tells it
     */
    public Admission(AdmissionLimit limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
    }

    /** An admitted attempt's place, given back exactly once. */
    public final class Place {

        private final long enteredAt = nanos.getAsLong();

        public void leave() {
            Admission.this.leave(enteredAt);
        }
    }

    /** Empty if the caller may not begin. */
    public synchronized Optional<Place> enter() {
        if (closed) {
            return Optional.empty();
        }
        if (inFlight >= limit.now()) {
            limit.refused();
            return Optional.empty();
        }
        inFlight++;
        return Optional.of(new Place());
    }

    /** Whether an attempt would be let in; one that need not be made for want of room counts as refused. */
    public synchronized boolean hasRoom() {
        boolean full = !closed && inFlight >= limit.now();
        if (full) {
            limit.refused();
        }
        return !full;
    }

    private synchronized void leave(long enteredAt) {
        inFlight--;
        limit.left(enteredAt, nanos.getAsLong());
        if (inFlight == 0) {
            notifyAll();
        }
    }

    /** Attempts under way. */
    public synchronized int inFlight() {
        return inFlight;
    }

    /** How many there may be just now. */
    public synchronized int limit() {
        return limit.now();
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    /** Refuses all further attempts and waits for those under way; false if some were not done in time. */
    public synchronized boolean drain(Duration patience) throws InterruptedException {
        closed = true;
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); inFlight > 0 && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return inFlight == 0;
    }
}
