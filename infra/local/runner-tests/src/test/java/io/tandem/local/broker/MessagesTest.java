package io.tandem.local.broker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tandem.local.fault.FaultyLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.rocketmq.client.apis.ClientConfiguration;
import org.apache.rocketmq.client.apis.ClientException;
import org.apache.rocketmq.client.apis.ClientServiceProvider;
import org.apache.rocketmq.client.apis.consumer.ConsumeResult;
import org.apache.rocketmq.client.apis.consumer.FilterExpression;
import org.apache.rocketmq.client.apis.consumer.PushConsumer;
import org.apache.rocketmq.client.apis.message.Message;
import org.apache.rocketmq.client.apis.message.MessageId;
import org.apache.rocketmq.client.apis.producer.Producer;
import org.apache.rocketmq.client.apis.producer.SendReceipt;
import org.apache.rocketmq.client.apis.producer.Transaction;
import org.apache.rocketmq.client.apis.producer.TransactionResolution;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** That the local RocketMQ behaves as the real one it is, seen by a real client: transactions, checks, faults, restarts. */
@Tag("servers")
class MessagesTest {

    private static final ClientServiceProvider CLIENT = ClientServiceProvider.loadService();

    @TempDir
    static Path folder;

    private static RocketMqServer server;

    private final AtomicReference<TransactionResolution> checkAnswer =
            new AtomicReference<>(TransactionResolution.UNKNOWN);
    private final Queue<MessageId> checks = new ConcurrentLinkedQueue<>();
    private FaultyLink link;
    private String topic;
    private Producer producer;

    @BeforeAll
    static void startServer() {
        server = RocketMqServer.start(RocketMqConfig.in(folder));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void startProducer(TestInfo test) throws ClientException {
        topic = test.getTestMethod().orElseThrow().getName();
        server.createTransactionTopic(topic);
        producer = producer(server.endpoint());
        link = FaultyLink.to(server.grpcPort());
    }

    @AfterEach
    void stopProducer() throws Exception {
        link.close();
        producer.close();
    }

    /** Where programs may be executed if the data may be there, and which is deleted with them. */
    @Test
    void unpacksItsLibraryBesideItsData() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("librocksdbjni"));
        }
    }

    @Test
    void showsAHalfMessageUntilItIsCommitted() throws Exception {
        Transaction transaction = producer.beginTransaction();
        SendReceipt half = producer.send(message("20001"), transaction);

        assertThat(server.openHalfMessages(topic)).singleElement().satisfies(message -> {
            assertThat(message.messageId()).isEqualTo(half.getMessageId().toString());
            assertThat(message.keys()).containsExactly("20001");
            assertThat(message.body()).isEqualTo("paid");
        });
        transaction.commit();

        await().atMost(60, SECONDS).until(() -> server.openHalfMessages(topic).isEmpty());
        assertThat(server.messages(topic)).flatExtracting(StoredMessage::keys).containsExactly("20001");
    }

    @Test
    void checksAnUnresolvedHalfMessageWithinSecondsAndAgainUntilAnswered() throws Exception {
        producer.send(message("1"), producer.beginTransaction());

        await().atMost(60, SECONDS).until(() -> !checks.isEmpty());
        await().atMost(60, SECONDS).until(() -> checks.size() >= 2);
        assertThat(server.openHalfMessages(topic)).hasSize(1);

        checkAnswer.set(TransactionResolution.ROLLBACK);
        await().atMost(60, SECONDS).until(() -> server.openHalfMessages(topic).isEmpty());
        assertThat(server.messages(topic)).isEmpty();
    }

    @Test
    void checksAfterARestartOfTheBrokerTheHalfMessageFromBefore() throws Exception {
        producer.send(message("1"), producer.beginTransaction());
        // One whose server goes away waits for minutes before it connects again, and longer on a slow machine.
        producer.close();

        server.kill();
        server.start();
        producer = producer(server.endpoint());
        checkAnswer.set(TransactionResolution.COMMIT);

        await().atMost(60, SECONDS).until(() -> server.messages(topic).size() == 1);
    }

    @Test
    void dropsAHalfMessageAfterTheLastAllowedCheckIntoATopicOfItsOwn() throws Exception {
        RocketMqConfig config = RocketMqConfig.in(folder.resolve("impatient"))
                .withTopic(topic)
                .withBrokerSettings(Map.of("transactionCheckMax", "2"));
        try (RocketMqServer impatient = RocketMqServer.start(config);
                Producer other = producer(impatient.endpoint())) {
            other.send(message("lost"), other.beginTransaction());
            await().atMost(30, SECONDS).until(() -> impatient.droppedHalfMessages().stream()
                    .anyMatch(dropped -> dropped.keys().contains("lost")));
            assertThat(impatient.openHalfMessages(topic)).isEmpty();
        }
    }

    @Test
    void showsAMessageWhoseConsumerAlwaysFailsAmongTheDeadLettersOfItsGroup() throws Exception {
        server.createGroup("alwaysFails", 1);
        try (PushConsumer consumer = CLIENT.newPushConsumerBuilder()
                .setClientConfiguration(client(server.endpoint()))
                .setConsumerGroup("alwaysFails")
                .setSubscriptionExpressions(Map.of(topic, FilterExpression.SUB_ALL))
                .setMessageListener(message -> ConsumeResult.FAILURE)
                .build()) {
            assertThat(consumer.getConsumerGroup()).isEqualTo("alwaysFails");
            Transaction transaction = producer.beginTransaction();
            producer.send(message("dead"), transaction);
            transaction.commit();

            await().atMost(60, SECONDS).until(() -> server.deadLetters("alwaysFails").stream()
                    .anyMatch(letter -> letter.keys().contains("dead")));
        }
    }

    @Test
    void letsClientsInThroughALinkThatCanBeCut() throws Exception {
        try (Producer linked = producer(link.endpoint())) {
            linked.send(message("before"), linked.beginTransaction());

            link.cut();
            assertThatThrownBy(() -> linked.send(message("cut"), linked.beginTransaction()))
                    .isInstanceOf(Exception.class);

            link.heal();
            await().atMost(60, SECONDS).ignoreExceptions().untilAsserted(() -> assertThatCode(
                            () -> linked.send(message("healed"), linked.beginTransaction()))
                    .doesNotThrowAnyException());
            assertThat(server.openHalfMessages(topic))
                    .flatExtracting(StoredMessage::keys)
                    .contains("before", "healed")
                    .doesNotContain("cut");

            // Client 5.2.0 waits in close() for a telemetry stream that it lost sight of when the connection broke.
            link.close();
        }
    }

    private Producer producer(String endpoint) throws ClientException {
        return CLIENT.newProducerBuilder()
                .setClientConfiguration(client(endpoint))
                .setTopics(topic)
                .setTransactionChecker(message -> {
                    checks.add(message.getMessageId());
                    return checkAnswer.get();
                })
                .build();
    }

    private static ClientConfiguration client(String endpoint) {
        return ClientConfiguration.newBuilder()
                .setEndpoints(endpoint)
                .enableSsl(false)
                .build();
    }

    private Message message(String key) {
        return CLIENT.newMessageBuilder()
                .setTopic(topic)
                .setKeys(key)
                .setTag("OrderPaid")
                .setBody("paid".getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
