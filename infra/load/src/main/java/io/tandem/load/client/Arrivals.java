package io.tandem.load.client;

import io.tandem.local.process.Waiting;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * Open loop: orders come at random moments at a mean rate, whatever becomes of those before. The time of an answer counts from when
 * its order was due, not from when it could be sent: a service that keeps callers waiting is not measured the less for it.
 */
public final class Arrivals {

    /** The same moments for everybody. */
    private static final long SEED = 20_261_124L;

    private static final Duration LOOK_EVERY = Duration.ofMillis(1);
    private static final Duration LAST_ANSWERS = Duration.ofMinutes(1);
    private static final long NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Payer payer;

    public Arrivals(Payer payer) {
        this.payer = payer;
    }

    /** Returns when the last answer is there. */
    public Tally pay(double perSecond, Duration lasting) {
        long[] due = moments(perSecond, (int) Math.round(perSecond * lasting.toMillis() / 1_000));
        Tally tally = new Tally();
        CountDownLatch answers = new CountDownLatch(due.length);
        long began = System.nanoTime();
        for (int next = 0; next < due.length; Waiting.pause(LOOK_EVERY)) {
            for (; next < due.length && due[next] <= System.nanoTime() - began; next++) {
                send(began + due[next], tally, answers);
            }
        }
        Patience.await(answers, LAST_ANSWERS);
        return tally;
    }

    private static long[] moments(double perSecond, int orders) {
        Random random = new Random(SEED);
        long[] moments = new long[orders];
        double at = 0;
        for (int i = 0; i < orders; i++) {
            at -= Math.log(1 - random.nextDouble()) / perSecond;
            moments[i] = (long) (at * NANOS_PER_SECOND);
        }
        return moments;
    }

    private void send(long due, Tally tally, CountDownLatch answers) {
        var unused = payer.pay(due).thenAccept(answer -> {
            tally.add(answer, (System.nanoTime() - due) / NANOS_PER_MICRO);
            answers.countDown();
        });
    }
}
