package io.tandem.peer.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tandem.event.OrderPaid;
import io.tandem.peer.outbox.Outbox.Pending;
import io.tandem.rocketmq.RocketMqSettings;
import io.tandem.transaction.MessageProperties;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.rocketmq.client.apis.ClientConfiguration;
import org.apache.rocketmq.client.apis.ClientException;
import org.apache.rocketmq.client.apis.ClientServiceProvider;
import org.apache.rocketmq.client.apis.message.Message;
import org.apache.rocketmq.client.apis.producer.Producer;
import org.apache.rocketmq.client.apis.producer.SendReceipt;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Publishes the outbox's messages, oldest first, a batch at a time and all of a batch at once; then deletes them. */
@ApplicationScoped
class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);

    /** Short, for the delay of a lone order is half of it; each look costs a statement. */
    private static final Duration EMPTY_PAUSE = Duration.ofMillis(10);

    private static final Duration FAILURE_PAUSE = Duration.ofSeconds(1);

    private final Outbox outbox;
    private final RocketMqSettings settings;
    private final String topic;
    private final ClientServiceProvider provider = ClientServiceProvider.loadService();
    private volatile Producer producer;
    private volatile boolean stopping;

    Relay(
            Outbox outbox,
            RocketMqSettings settings,
            @ConfigProperty(name = "ROCKETMQ_ORDER_TOPIC", defaultValue = "ROCKETMQ_ORDER_TOPIC") String topic) {
        this.outbox = outbox;
        this.settings = settings;
        this.topic = topic;
    }

    void start(@Observes StartupEvent event) throws ClientException {
        producer = provider.newProducerBuilder()
                .setClientConfiguration(ClientConfiguration.newBuilder()
                        .setEndpoints(settings.endpoint())
                        .setRequestTimeout(settings.requestTimeout())
                        .enableSsl(false)
                        .build())
                .setTopics(topic)
                .build();
        Uni.createFrom()
                .deferred(this::round)
                .repeat()
                .until(done -> stopping)
                .subscribe()
                .with(done -> {}, bug -> LOG.errorf(bug, "relay=ended"));
    }

    void stop(@Observes ShutdownEvent event) throws IOException {
        stopping = true;
        producer.close();
    }

    private Uni<Boolean> round() {
        return outbox.next()
                .flatMap(messages -> messages.isEmpty() ? pause(EMPTY_PAUSE) : publish(messages))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("relay=failed cause=%s", failure.getMessage());
                    return pause(FAILURE_PAUSE);
                });
    }

    private Uni<Boolean> publish(List<Pending> messages) {
        List<Uni<SendReceipt>> sends = messages.stream().map(this::send).toList();
        return Uni.join()
                .all(sends)
                .andFailFast()
                .flatMap(receipts -> outbox.published(messages))
                .replaceWith(true);
    }

    private Uni<SendReceipt> send(Pending pending) {
        Message message = provider.newMessageBuilder()
                .setTopic(topic)
                .setTag(OrderPaid.TAG)
                .setKeys(Long.toString(pending.orderId()))
                .setBody(pending.body().getBytes())
                .addProperty(MessageProperties.ATTEMPT_ID, pending.attempt().toString())
                .build();
        return Uni.createFrom()
                .completionStage(() -> producer.sendAsync(message))
                .emitOn(Infrastructure.getDefaultExecutor());
    }

    private static Uni<Boolean> pause(Duration pause) {
        return Uni.createFrom().item(false).onItem().delayIt().by(pause);
    }
}
