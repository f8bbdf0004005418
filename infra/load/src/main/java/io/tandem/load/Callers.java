package io.tandem.load;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** So many who pay one order after the other, each waiting for its answer (closed loop): never more than that are under way. */
final class Callers {

    private static final long NANOS_PER_MICRO = 1_000;
    /** Who is told to come back later does so, though not after the whole second that the answer asks for. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS);

    private final Payments payments;
    private final OrderNumbers numbers;

    Callers(Payments payments, OrderNumbers numbers) {
        this.payments = payments;
        this.numbers = numbers;
    }

    /** Returns when each has its last answer. */
    Told pay(int callers, BooleanSupplier more) {
        Told told = new Told();
        CountDownLatch left = new CountDownLatch(callers);
        for (int caller = 0; caller < callers; caller++) {
            next(told, more, left);
        }
        Patience.await(left);
        return told;
    }

    private void next(Told told, BooleanSupplier more, CountDownLatch left) {
        if (!more.getAsBoolean()) {
            left.countDown();
            return;
        }
        long orderId = numbers.next();
        long began = System.nanoTime();
        var unused = payments.pay(orderId, orderId).thenAccept(answer -> {
            told.add(orderId, answer, (System.nanoTime() - began) / NANOS_PER_MICRO);
            if (answer.status() == Answer.PLACED) {
                next(told, more, left);
            } else {
                LATER.execute(() -> next(told, more, left));
            }
        });
    }
}
