package io.tandem.order;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tandem.ledger.Ledger;
import io.tandem.ledger.LedgerEntries;
import io.tandem.mysql.MySqlPools;
import io.tandem.observation.MessageSpans;
import io.tandem.producer.Republisher;
import io.tandem.producer.TransactionMessaging;
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
import java.time.Clock;

/** Puts the service together, starts it, and stops it in order: Quarkus ends the HTTP requests before it fires the shutdown event. */
@ApplicationScoped
class OrderBeans {

    void start(@Observes StartupEvent event, TransactionMessaging messaging) {
        messaging.start();
    }

    void stop(@Observes ShutdownEvent event, TransactionMessaging messaging) {
        messaging.stop();
    }

    @Produces
    @Singleton
    Ledger ledger(MySqlPools pools) {
        return new Ledger(pools.settling());
    }

    @Produces
    @Singleton
    LedgerEntries entries(MySqlPools pools) {
        return new LedgerEntries(pools.requests());
    }

    @Produces
    @Singleton
    Republisher republisher(TransactionMessaging messaging) {
        return messaging.republisher();
    }

    @Produces
    @Singleton
    MessageTrace trace(MySqlPools pools, MeterRegistry meters) {
        return new MessageTrace(pools.requests(), meters);
    }

    @Produces
    @Singleton
    TransactionMessaging messaging(
            RocketMqSettings settings,
            Secrets secrets,
            MySqlPools pools,
            Ledger ledger,
            MessageTrace trace,
            MessageSpans spans,
            MeterRegistry meters) {
        RocketMqClients clients = new RocketMqClients(settings, secrets.optional("APP_DEMO_ROCKETMQ_PASSWORD"));
        return new TransactionMessaging(settings, clients, pools.transactions(), ledger, trace, spans, meters);
    }

    @Produces
    @Singleton
    OrderPaidMessages messages(RocketMqSettings settings) {
        return new OrderPaidMessages(settings.topic());
    }

    @Produces
    @Singleton
    PlaceOrder placeOrder(
            TransactionMessaging messaging, Orders orders, OrderPaidMessages messages, MeterRegistry meters) {
        return new PlaceOrder(messaging.messages(), orders, messages, Clock.systemUTC(), meters);
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
