package io.tandem.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Environment;
import io.tandem.ledger.GroupRows;
import io.tandem.ledger.Ledger;
import io.tandem.mysql.MySqlPools;
import io.tandem.mysql.NeededTable;
import io.tandem.observation.MessageSpans;
import io.tandem.producer.Republisher;
import io.tandem.producer.TransactionMessaging;
import io.tandem.rocketmq.RocketMqClients;
import io.tandem.rocketmq.RocketMqSettings;
import io.tandem.trace.MessageTrace;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one producer of the process for each topic. They connect when the service starts, and end last: after HTTP requests, which
 * Quarkus ends before it fires the shutdown event, and after the consumers, whose handlers may send.
 */
@Singleton
public class Producers {

    /** The greater number comes later. */
    static final int STOPS_AFTER_CONSUMERS = 2_000;

    private final Map<String, TransactionMessaging> byName = new TreeMap<>();

    Producers(
            TopicsConfig topics,
            RocketMqSettings settings,
            RocketMqClients clients,
            MySqlPools pools,
            Environment environment,
            Ledger ledger,
            MessageTrace trace,
            MessageSpans spans,
            MeterRegistry meters) {
        topics.topics()
                .forEach((name, config) -> byName.put(
                        name,
                        new TransactionMessaging(
                                config.topic(),
                                settings,
                                clients,
                                pools.transactions(),
                                environment,
                                ledger,
                                new GroupRows(pools.settling()),
                                trace,
                                spans,
                                meters,
                                config.group().limits())));
    }

    /** Decides for every producer; a process without one decides nothing. */
    @Produces
    @Singleton
    static Ledger ledger(MySqlPools pools) {
        return new Ledger(pools.settling());
    }

    @Produces
    @Singleton
    static NeededTable ledgersTable() {
        return Ledger.TABLE;
    }

    @Produces
    @Singleton
    static NeededTable environmentsTable() {
        return Environment.TABLE;
    }

    @Produces
    @Singleton
    Republisher republisher(MessageTrace trace, MeterRegistry meters) {
        return Republisher.ofAll(
                byName.values().stream().map(TransactionMessaging::republisher).toList(), trace, meters);
    }

    void start(@Observes StartupEvent event) {
        byName.values().forEach(TransactionMessaging::start);
    }

    void stop(@Observes @Priority(STOPS_AFTER_CONSUMERS) ShutdownEvent event) {
        byName.values().forEach(TransactionMessaging::stop);
    }

    /** That of the topic which is configured under the name. */
    public TransactionMessaging of(String name) {
        return byName.get(name);
    }

    /** All of them, by name. */
    Map<String, TransactionMessaging> all() {
        return Map.copyOf(byName);
    }

    /** Whether each of them would reach the broker now; never fails. */
    Uni<Boolean> reach(boolean brokerAnswers) {
        return Uni.join()
                .all(byName.values().stream()
                        .map(producer -> producer.reaches(brokerAnswers))
                        .toList())
                .andFailFast()
                .map(reached -> !reached.contains(false));
    }
}
