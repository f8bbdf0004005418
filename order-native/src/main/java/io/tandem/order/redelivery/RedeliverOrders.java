package io.tandem.order.redelivery;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tandem.order.Recurring;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Lets {@link Redelivery} run now and then, each part once at a time. */
@Singleton
class RedeliverOrders {

    private final Vertx vertx;
    private final RedeliverySettings settings;
    private final Redelivery redelivery;
    private List<Recurring> parts = List.of();

    RedeliverOrders(Vertx vertx, RedeliverySettings settings, Redelivery redelivery) {
        this.vertx = vertx;
        this.settings = settings;
        this.redelivery = redelivery;
    }

    void start(@Observes StartupEvent event) {
        parts = List.of(
                Recurring.every(vertx, settings.searchEvery(), "redelivery=search", redelivery::search),
                Recurring.every(vertx, settings.publishEvery(), "redelivery=publish", redelivery::publish));
    }

    void stop(@Observes ShutdownEvent event) {
        parts.forEach(Recurring::stop);
    }
}
