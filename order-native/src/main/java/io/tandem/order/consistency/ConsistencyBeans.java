package io.tandem.order.consistency;

import io.tandem.broker.TopicReader;
import io.tandem.ledger.Ledger;
import io.tandem.rocketmq.RocketMqSettings;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the console together. */
@ApplicationScoped
class ConsistencyBeans {

    @Produces
    @Singleton
    OpenAttempts open(Pool pool, ConsistencySettings settings) {
        return new OpenAttempts(pool, settings);
    }

    @Produces
    @Singleton
    UnshippedOrders unshipped(Pool pool, ConsistencySettings settings) {
        return new UnshippedOrders(pool, settings);
    }

    @Produces
    @Singleton
    ShipmentSweep sweep(Pool pool) {
        return new ShipmentSweep(pool, Clock.systemUTC());
    }

    @Produces
    @Singleton
    ParkedMessageList parked(Pool pool) {
        return new ParkedMessageList(pool);
    }

    @Produces
    @Singleton
    OperatorActions actions(Pool pool) {
        return new OperatorActions(pool);
    }

    @Produces
    @Singleton
    BrokerQueues broker(Vertx vertx, ConsistencySettings settings, RocketMqSettings rocketMq) {
        return new BrokerQueues(
                settings.nameServer().map(address -> new TopicReader(vertx, address, settings.brokerLimit())),
                rocketMq.consumerGroup());
    }

    void close(@Disposes BrokerQueues broker) {
        broker.close();
    }

    @Produces
    @Singleton
    Consistency consistency(
            OpenAttempts open,
            UnshippedOrders unshipped,
            ShipmentSweep sweep,
            ParkedMessageList parked,
            BrokerQueues broker,
            OperatorActions actions) {
        return new Consistency(open, unshipped, sweep, parked, broker, actions, Clock.systemUTC());
    }

    @Produces
    @Singleton
    Repairs repairs(Pool pool, Ledger ledger, UnshippedOrders unshipped, OperatorActions actions) {
        return new Repairs(pool, ledger, unshipped, actions, Clock.systemUTC());
    }
}
