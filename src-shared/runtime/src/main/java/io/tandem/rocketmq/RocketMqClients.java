package io.tandem.rocketmq;

import io.tandem.transaction.OutgoingMessage;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.rocketmq.client.apis.ClientConfiguration;
import org.apache.rocketmq.client.apis.ClientConfigurationBuilder;
import org.apache.rocketmq.client.apis.ClientException;
import org.apache.rocketmq.client.apis.ClientServiceProvider;
import org.apache.rocketmq.client.apis.SessionCredentialsProvider;
import org.apache.rocketmq.client.apis.consumer.FilterExpression;
import org.apache.rocketmq.client.apis.consumer.SimpleConsumer;
import org.apache.rocketmq.client.apis.message.Message;
import org.apache.rocketmq.client.apis.message.MessageBuilder;
import org.apache.rocketmq.client.apis.message.MessageView;
import org.apache.rocketmq.client.apis.producer.Producer;
import org.apache.rocketmq.client.apis.producer.TransactionChecker;

/** Builds the RocketMQ client's objects the one way that is correct here. Building blocks, and fails while the broker is away. */
public final class RocketMqClients {

    private final RocketMqSettings settings;
    private final ClientConfiguration configuration;

    /** @param credentials empty where the broker asks for none */
    public RocketMqClients(RocketMqSettings settings, Optional<SessionCredentialsProvider> credentials) {
        this.settings = settings;
        BrokerAddress address = BrokerAddress.of(settings);
        ClientConfigurationBuilder builder = ClientConfiguration.newBuilder()
                .setEndpoints(address.text())
                .setRequestTimeout(settings.requestTimeout())
                // We retry ourselves, with a log line for each try.
                .setMaxStartupAttempts(1)
                .enableSsl(address.tls());
        credentials.ifPresent(builder::setCredentialProvider);
        this.configuration = builder.build();
    }

    /**
     * A transactional producer. There must be one for a topic in a process at most, and none without a checker: the broker asks any producer
     * that it knows for the topic. The topic is declared at once, else a restarted producer is asked nothing until its first send.
     */
    public Producer producer(String topic, TransactionChecker checker) throws ClientException {
        return provider()
                .newProducerBuilder()
                .setClientConfiguration(configuration)
                .setTopics(topic)
                .setMaxAttempts(settings.sendAttempts())
                .setTransactionChecker(checker)
                .build();
    }

    /** A consumer of every message of the topic, whatever its tag. */
    public SimpleConsumer consumer(String topic, String group, Duration longPolling) throws ClientException {
        return provider()
                .newSimpleConsumerBuilder()
                .setClientConfiguration(configuration)
                .setConsumerGroup(group)
                .setSubscriptionExpressions(Map.of(topic, FilterExpression.SUB_ALL))
                .setAwaitDuration(longPolling)
                .build();
    }

    public static Message toMessage(OutgoingMessage outgoing) {
        MessageBuilder builder = provider()
                .newMessageBuilder()
                .setTopic(outgoing.topic())
                .setBody(outgoing.body().getBytes());
        if (outgoing.tag() != null) {
            builder.setTag(outgoing.tag());
        }
        if (!outgoing.keys().isEmpty()) {
            builder.setKeys(outgoing.keys().toArray(String[]::new));
        }
        outgoing.allProperties().forEach(builder::addProperty);
        return builder.build();
    }

    /** The bytes of a message that was received. */
    public static Buffer body(MessageView view) {
        var buffer = view.getBody().duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return Buffer.buffer(bytes);
    }

    private static ClientServiceProvider provider() {
        return ClientServiceProvider.loadService();
    }
}
