package io.tandem.logistics;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tandem.consumer.MessageConsumer;
import io.tandem.consumer.ParkedMessages;
import io.tandem.mysql.MySqlPools;
import io.tandem.observation.MessageSpans;
import io.tandem.rocketmq.BrokerProbe;
import io.tandem.rocketmq.RocketMqClients;
import io.tandem.rocketmq.RocketMqSettings;
import io.tandem.settings.Secrets;
import io.tandem.trace.MessageTrace;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Puts the service together, starts it, and stops it in order. It has no producer, and must have none: the broker would ask it
 * about half messages it knows nothing of.
 */
@ApplicationScoped
class LogisticsBeans {

    void start(@Observes StartupEvent event, MessageConsumer consumer) {
        consumer.start();
    }

    void stop(@Observes ShutdownEvent event, MessageConsumer consumer, RocketMqSettings settings) {
        consumer.stop(settings.drainLimit());
    }

    @Produces
    @Singleton
    MessageConsumer consumer(
            RocketMqSettings settings,
            Secrets secrets,
            MySqlPools pools,
            Shipments shipments,
            MessageTrace trace,
            MessageSpans spans,
            MeterRegistry meters) {
        return new MessageConsumer(
                settings,
                new RocketMqClients(settings, secrets.optional("APP_DEMO_ROCKETMQ_PASSWORD")),
                new CreateShipments(shipments, pools.requests(), meters),
                new ParkedMessages(pools.requests(), settings.consumerGroup()),
                trace,
                spans,
                meters);
    }

    @Produces
    @Singleton
    MessageTrace trace(MySqlPools pools, MeterRegistry meters) {
        return new MessageTrace(pools.requests(), meters);
    }

    @Produces
    @Singleton
    BrokerProbe probe(Vertx vertx, RocketMqSettings settings) {
        return new BrokerProbe(vertx, settings);
    }

    void close(@Disposes BrokerProbe probe) {
        probe.close();
    }
}
