package io.tandem.testing;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Holds an asynchronous step until the test lets it go on, without holding a thread. */
public final class Gate {

    private final CompletableFuture<Void> reached = new CompletableFuture<>();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();

    /** Passes the item on once the gate is open. */
    public <T> Uni<T> hold(T item) {
        reached.complete(null);
        return Uni.createFrom().completionStage(opened).replaceWith(item);
    }

    /** Returns when a step has reached the gate. */
    public void awaitReached() throws ExecutionException, InterruptedException, TimeoutException {
        reached.get(20, TimeUnit.SECONDS);
    }

    /** Lets everybody pass, now and later. */
    public void open() {
        opened.complete(null);
    }
}
