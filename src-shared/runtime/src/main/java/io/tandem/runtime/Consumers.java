package io.tandem.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tandem.consumer.ConsumerGroup;
import io.tandem.consumer.DeliveryHandler;
import io.tandem.consumer.MessageConsumer;
import io.tandem.consumer.ParkedMessages;
import io.tandem.ledger.Environment;
import io.tandem.mysql.MySqlPools;
import io.tandem.mysql.NeededTable;
import io.tandem.observation.MessageSpans;
import io.tandem.rocketmq.RocketMqClients;
import io.tandem.rocketmq.RocketMqSettings;
import io.tandem.runtime.ConsumersConfig.ConsumerConfig;
import io.tandem.trace.MessageTrace;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Singleton;
import java.util.List;

/** A consumer for each handler of the service. They receive from the start on, and end before the producers, to which handlers may send. */
@Singleton
public class Consumers {

    private static final int STOPS_BEFORE_PRODUCERS = Producers.STOPS_AFTER_CONSUMERS - 1_000;

    private final RocketMqSettings settings;
    private final List<MessageConsumer> consumers;

    Consumers(
            ConsumersConfig config,
            @Any Instance<DeliveryHandler> handlers,
            RocketMqSettings settings,
            RocketMqClients clients,
            MySqlPools pools,
            Environment environment,
            MessageTrace trace,
            MessageSpans spans,
            MeterRegistry meters) {
        this.settings = settings;
        this.consumers = config.consumers().entrySet().stream()
                .map(consumer -> consumer(
                        consumer.getValue(),
                        handlers.select(new Named(consumer.getKey())).get(),
                        settings,
                        clients,
                        pools,
                        environment,
                        trace,
                        spans,
                        meters))
                .toList();
    }

    private static MessageConsumer consumer(
            ConsumerConfig config,
            DeliveryHandler handler,
            RocketMqSettings settings,
            RocketMqClients clients,
            MySqlPools pools,
            Environment environment,
            MessageTrace trace,
            MessageSpans spans,
            MeterRegistry meters) {
        return new MessageConsumer(
                config.topic(),
                config.group(),
                settings,
                clients,
                environment,
                handler,
                new ParkedMessages(pools.requests(), config.group()),
                trace,
                spans,
                meters);
    }

    @Produces
    @Singleton
    static NeededTable parkedMessages() {
        return ParkedMessages.TABLE;
    }

    void start(@Observes StartupEvent event) {
        consumers.forEach(MessageConsumer::start);
    }

    void stop(@Observes @Priority(STOPS_BEFORE_PRODUCERS) ShutdownEvent event) {
        consumers.forEach(consumer -> consumer.stop(settings.drainLimit()));
    }

    /** Whether the broker answered the last receive of each. */
    public boolean areReceiving() {
        return consumers.stream().allMatch(MessageConsumer::isReceiving);
    }

    private static final class Named extends AnnotationLiteral<ConsumerGroup> implements ConsumerGroup {

        private static final long serialVersionUID = 1L;

        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public String value() {
            return name;
        }
    }
}
