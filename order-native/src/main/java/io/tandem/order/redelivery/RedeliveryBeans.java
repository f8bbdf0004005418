package io.tandem.order.redelivery;

import io.tandem.order.OrderPaidMessages;
import io.tandem.producer.Republisher;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the redelivery together. */
@ApplicationScoped
class RedeliveryBeans {

    @Produces
    @Singleton
    Redelivery redelivery(Pool pool, Republisher republisher, OrderPaidMessages messages, RedeliverySettings settings) {
        return new Redelivery(pool, republisher, messages, settings, Clock.systemUTC());
    }
}
