package io.tandem.bench.load;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** When the next order begins, for whichever caller is free. */
sealed interface Arrivals {

    /** A mean rate kept at random moments, as independent people do. The same seed every time: each contestant gets the same moments. */
    long SEED = 20_261_124L;

    /** Waits for the moment; the moment in {@link System#nanoTime()}, or a negative number when the time is over. */
    long next();

    static Arrivals of(double perSecond, double seconds) {
        return perSecond > 0 ? new Open(perSecond, seconds) : new Closed(seconds);
    }

    /** At once, until the time is over. */
    final class Closed implements Arrivals {
        private final long end;

        Closed(double seconds) {
            this.end = System.nanoTime() + (long) (seconds * 1e9);
        }

        @Override
        public long next() {
            long now = System.nanoTime();
            return now < end ? now : -1;
        }
    }

    /** At moments that are fixed beforehand. */
    final class Open implements Arrivals {
        private final long[] moments;
        private final AtomicLong next = new AtomicLong();

        Open(double perSecond, double seconds) {
            Random random = new Random(SEED);
            moments = new long[(int) Math.round(perSecond * seconds)];
            double at = 0;
            long start = System.nanoTime();
            for (int i = 0; i < moments.length; i++) {
                at += -Math.log(1 - random.nextDouble()) / perSecond;
                moments[i] = start + (long) (at * 1e9);
            }
        }

        @Override
        public long next() {
            long number = next.getAndIncrement();
            if (number >= moments.length) {
                return -1;
            }
            long moment = moments[(int) number];
            for (long wait = moment - System.nanoTime(); wait > 0; wait = moment - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            return moment;
        }
    }
}
