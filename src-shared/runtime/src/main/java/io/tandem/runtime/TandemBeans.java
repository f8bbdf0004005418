package io.tandem.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.tandem.ledger.Environment;
import io.tandem.ledger.LedgerEntries;
import io.tandem.mysql.HostClock;
import io.tandem.mysql.MySqlPools;
import io.tandem.rocketmq.BrokerCredentials;
import io.tandem.rocketmq.BrokerProbe;
import io.tandem.rocketmq.RocketMqClients;
import io.tandem.rocketmq.RocketMqSettings;
import io.tandem.trace.MessageTrace;
import io.tandem.trace.TraceRecords;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What producers and consumers share. Those that a service does not use are not made. */
@ApplicationScoped
class TandemBeans {

    /** On the connections of the check-back, which needs it. */
    @Produces
    @Singleton
    Environment environment(MySqlPools pools, MeterRegistry meters) {
        return new Environment(pools.settling(), meters);
    }

    @Produces
    @Singleton
    LedgerEntries entries(MySqlPools pools) {
        return new LedgerEntries(pools.requests());
    }

    @Produces
    @Singleton
    MessageTrace trace(MySqlPools pools, HostClock clock, MeterRegistry meters) {
        return new MessageTrace(pools.requests(), clock::byMySql, meters);
    }

    @Produces
    @Singleton
    TraceRecords traces(MySqlPools pools) {
        return new TraceRecords(pools.requests());
    }

    @Produces
    @Singleton
    RocketMqClients clients(RocketMqSettings settings) {
        return new RocketMqClients(settings, BrokerCredentials.of(settings));
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
