package io.tandem.load.client;

import java.util.concurrent.CompletableFuture;

/** Pays the next order. */
@FunctionalInterface
public interface Payer {

    /**
     * Never fails: no answer is an {@link Answer}, too.
     *
     * @param due when the order should be sent, as {@link System#nanoTime()}
     */
    CompletableFuture<Answer> pay(long due);
}
