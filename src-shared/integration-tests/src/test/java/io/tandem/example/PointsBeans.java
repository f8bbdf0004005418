package io.tandem.example;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tandem.ledger.Ledger;
import io.tandem.ledger.LedgerPruning;
import io.tandem.mysql.MySqlPools;
import io.tandem.observation.MessageSpans;
import io.tandem.producer.TransactionMessaging;
import io.tandem.rocketmq.RocketMqClients;
import io.tandem.rocketmq.RocketMqSettings;
import io.tandem.settings.Secrets;
import io.tandem.trace.MessageTrace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Puts the service together, starts it with the application, and stops it after the last HTTP request. */
@ApplicationScoped
class PointsBeans {

    /** Not less than the broker's: a check-back for a forgotten commit would be answered ROLLBACK. */
    private static final Duration KEEP = Duration.ofDays(7);

    private static final Duration BROKER_RETENTION = Duration.ofDays(3);

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
    MessageTrace trace(MySqlPools pools, MeterRegistry meters) {
        return new MessageTrace(pools.requests(), meters);
    }

    /** The one producer of this process; its checker answers every check-back out of the ledger. */
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
    PointsService points(TransactionMessaging messaging) {
        return new PointsService(messaging.messages());
    }

    /** To be run now and then; {@code PruneLedger} of order-native does so with a Vert.x timer. */
    @Produces
    @Singleton
    LedgerPruning pruning(MySqlPools pools) {
        return new LedgerPruning(pools.requests(), KEEP, BROKER_RETENTION, Clock.systemUTC());
    }
}
