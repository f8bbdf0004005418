package io.tandem.load.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Closed loop: each caller pays one order after the other and waits for its answer, so never more than that are under way. */
public final class Callers {

    private static final long NANOS_PER_MICRO = 1_000;

    /** Who is told to come back later does so, though not after the whole second that the answer asks for. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS);

    private final Payer payer;

    public Callers(Payer payer) {
        this.payer = payer;
    }

    /** Returns when each has its last answer. */
    public Tally pay(int callers, BooleanSupplier more) {
        Tally tally = new Tally();
        CountDownLatch left = new CountDownLatch(callers);
        for (int caller = 0; caller < callers; caller++) {
            next(tally, more, left);
        }
        Patience.await(left);
        return tally;
    }

    private void next(Tally tally, BooleanSupplier more, CountDownLatch left) {
        if (!more.getAsBoolean()) {
            left.countDown();
            return;
        }
        long began = System.nanoTime();
        var unused = payer.pay(began).thenAccept(answer -> {
            tally.add(answer, (System.nanoTime() - began) / NANOS_PER_MICRO);
            if (answer.status() == Answer.PLACED || answer.status() == Answer.EXISTS) {
                next(tally, more, left);
            } else {
                LATER.execute(() -> next(tally, more, left));
            }
        });
    }
}
