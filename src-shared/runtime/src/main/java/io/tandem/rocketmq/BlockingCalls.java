package io.tandem.rocketmq;

import io.smallrye.mutiny.Uni;
import io.tandem.context.CallersContext;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The threads on which the RocketMQ client may block, so that no event loop ever does. Virtual threads where the JDK has them
 * (21 and later), else a fixed number of threads. It does not bound what waits: {@code io.tandem.producer.Admission} does, for each attempt has at
 * most one call here.
 */
public final class BlockingCalls implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BlockingCalls.class);

    private final ExecutorService executor;
    private final AtomicInteger pending = new AtomicInteger();

    /** @param threads at least 1; without meaning on virtual threads */
    public BlockingCalls(int threads) {
        this.executor = executor(threads);
    }

    /** Runs the call on subscription, off the subscriber's thread, to which its result comes back. */
    public <T> Uni<T> call(Callable<T> call) {
        return CallersContext.resume(Uni.createFrom().item(() -> counted(call)).runSubscriptionOn(this::execute));
    }

    /** Calls that wait for a thread or run on one. */
    public int pending() {
        return pending.get();
    }

    /** Lets what was begun end, for so long at most. */
    public void close(Duration patience) {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("blocking-calls=abandoned pending=%d", pending.get());
                executor.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(1));
    }

    private void execute(Runnable call) {
        pending.incrementAndGet();
        try {
            executor.execute(call);
        } catch (RuntimeException refused) {
            pending.decrementAndGet();
            throw refused;
        }
    }

    private <T> T counted(Callable<T> call) {
        try {
            return call.call();
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception checked) {
            throw new BrokerCallException(checked);
        } finally {
            pending.decrementAndGet();
        }
    }

    private static ExecutorService executor(int threads) {
        if (Runtime.version().feature() >= 21) {
            try {
                // Called by name because this is compiled for 17.
                return (ExecutorService) java.util.concurrent.Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
            } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
                LOG.infof("virtual-threads=unavailable cause=%s", e.getMessage());
            }
        }
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "rocketmq-call-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
