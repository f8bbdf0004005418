package io.tandem.order;

import io.micrometer.core.instrument.MeterRegistry;
import io.tandem.mysql.NeededTable;
import io.tandem.transaction.TransactionMessages;
import io.tandem.transaction.TransactionTopic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What of the service is no bean by itself. */
@ApplicationScoped
class OrderBeans {

    @Produces
    @Singleton
    OrderPaidMessages messages(@ConfigProperty(name = "tandem.topics.orders.topic") String topic) {
        return new OrderPaidMessages(topic);
    }

    @Produces
    @Singleton
    NeededTable orders() {
        return OrderInserts.TABLE;
    }

    @Produces
    @Singleton
    PlaceOrder placeOrder(
            @TransactionTopic("orders") TransactionMessages producer,
            Orders orders,
            OrderPaidMessages messages,
            MeterRegistry meters) {
        return new PlaceOrder(producer, orders, messages, Clock.systemUTC(), meters);
    }
}
