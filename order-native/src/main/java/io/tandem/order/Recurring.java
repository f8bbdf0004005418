package io.tandem.order;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Work that a process does again and again beside its orders: never two at a time, and a failure only waits for the next time. */
public final class Recurring {

    private static final Logger LOG = Logger.getLogger(Recurring.class);

    private final Vertx vertx;
    private final long timer;

    private Recurring(Vertx vertx, long timer) {
        this.vertx = vertx;
        this.timer = timer;
    }

    /**
     * Begins after the first period.
     *
     * @param name what a failure is logged as: {@code redelivery=search} becomes {@code redelivery=search-failed}
     */
    public static Recurring every(Vertx vertx, Duration period, String name, Supplier<Uni<?>> work) {
        AtomicBoolean running = new AtomicBoolean();
        long timer = vertx.setPeriodic(period.toMillis(), tick -> {
            if (running.compareAndSet(false, true)) {
                work.get()
                        .onTermination()
                        .invoke(() -> running.set(false))
                        .subscribe()
                        .with(done -> {}, away -> LOG.warnf("%s-failed cause=%s", name, away.getMessage()));
            }
        });
        return new Recurring(vertx, timer);
    }

    /** What has begun goes on to its end. */
    public void stop() {
        vertx.cancelTimer(timer);
    }
}
