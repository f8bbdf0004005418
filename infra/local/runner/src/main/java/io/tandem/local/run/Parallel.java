package io.tandem.local.run;

import io.tandem.local.process.LocalFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does a few slow things at once and waits for all of them; each is bounded by itself. */
public final class Parallel {

    private Parallel() {}

    /** Fails with the first failure, once all have ended. */
    public static void run(List<Runnable> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            tasks.forEach(task -> running.add(threads.submit(task)));
            RuntimeException first = null;
            for (Future<?> task : running) {
                RuntimeException failure = failureOf(task);
                first = first == null ? failure : first;
            }
            if (first != null) {
                throw first;
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static RuntimeException failureOf(Future<?> task) {
        try {
            task.get();
            return null;
        } catch (ExecutionException failure) {
            return failure.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new LocalFailure("Interrupted", interrupted);
        }
    }
}
