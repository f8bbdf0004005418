package io.tandem.order.redelivery;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Lets {@link Redelivery} run now and then, each part once at a time. */
@Singleton
class RedeliverOrders {

    private static final Logger LOG = Logger.getLogger(RedeliverOrders.class);

    private final Vertx vertx;
    private final RedeliverySettings settings;
    private final Redelivery redelivery;
    private long search;
    private long publish;

    RedeliverOrders(Vertx vertx, RedeliverySettings settings, Redelivery redelivery) {
        this.vertx = vertx;
        this.settings = settings;
        this.redelivery = redelivery;
    }

    void start(@Observes StartupEvent event) {
        search = every(settings.searchEvery(), redelivery::search, "search");
        publish = every(settings.publishEvery(), redelivery::publish, "publish");
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(search);
        vertx.cancelTimer(publish);
    }

    private long every(Duration period, Supplier<Uni<Integer>> part, String name) {
        AtomicBoolean running = new AtomicBoolean();
        return vertx.setPeriodic(period.toMillis(), tick -> {
            if (running.compareAndSet(false, true)) {
                part.get()
                        .onTermination()
                        .invoke(() -> running.set(false))
                        .subscribe()
                        .with(done -> {}, away -> LOG.warnf("redelivery=%s-failed cause=%s", name, away.getMessage()));
            }
        });
    }
}
