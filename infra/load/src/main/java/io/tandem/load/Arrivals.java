package io.tandem.load;

import io.tandem.local.process.Waiting;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Orders that come at a rate of their own, whatever becomes of those before (open loop). The time of an answer counts from when
 * its order was due, not from when it could be sent: a service that keeps callers waiting is not measured the less for it.
 */
final class Arrivals {

    private static final Duration LOOK_EVERY = Duration.ofMillis(2);
    private static final long NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration LAST_ANSWERS = Duration.ofMinutes(1);

    private final Payments payments;
    private final OrderNumbers numbers;

    Arrivals(Payments payments, OrderNumbers numbers) {
        this.payments = payments;
        this.numbers = numbers;
    }

    /** Returns when the last answer is there. */
    Told pay(double perSecond, Duration lasting) {
        Told told = new Told();
        long orders = Math.round(perSecond * lasting.toMillis() / 1_000);
        CountDownLatch answers = new CountDownLatch(Math.toIntExact(orders));
        long began = System.nanoTime();
        for (long sent = 0; sent < orders; ) {
            long due = Math.min(orders, (long) ((System.nanoTime() - began) / NANOS_PER_SECOND * perSecond));
            for (; sent < due; sent++) {
                send(began + (long) (sent / perSecond * NANOS_PER_SECOND), told, answers);
            }
            Waiting.pause(LOOK_EVERY);
        }
        Patience.await(answers, LAST_ANSWERS);
        return told;
    }

    private void send(long dueAt, Told told, CountDownLatch answers) {
        long orderId = numbers.next();
        var unused = payments.pay(orderId, orderId).thenAccept(answer -> {
            told.add(orderId, answer, (System.nanoTime() - dueAt) / NANOS_PER_MICRO);
            answers.countDown();
        });
    }
}
