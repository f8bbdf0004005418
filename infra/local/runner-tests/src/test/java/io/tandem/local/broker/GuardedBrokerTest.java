package io.tandem.local.broker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.rocketmq.client.apis.ClientConfiguration;
import org.apache.rocketmq.client.apis.ClientException;
import org.apache.rocketmq.client.apis.ClientServiceProvider;
import org.apache.rocketmq.client.apis.StaticSessionCredentialsProvider;
import org.apache.rocketmq.client.apis.consumer.FilterExpression;
import org.apache.rocketmq.client.apis.consumer.SimpleConsumer;
import org.apache.rocketmq.client.apis.message.MessageView;
import org.apache.rocketmq.client.apis.producer.Producer;
import org.apache.rocketmq.client.apis.producer.Transaction;
import org.apache.rocketmq.client.apis.producer.TransactionResolution;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A RocketMQ as the cloud offers it to other hosts: with an account, over TLS, at an address of the host. */
@Tag("servers")
class GuardedBrokerTest {

    private static final ClientServiceProvider CLIENT = ClientServiceProvider.loadService();
    private static final String OTHER_ADDRESS = "127.0.0.2";
    private static final BrokerAccount ACCOUNT = new BrokerAccount("tandem", "p\\=#: '\"$(id)`");

    @TempDir
    static Path folder;

    private static RocketMqServer server;

    @BeforeAll
    static void start() {
        server = RocketMqServer.start(
                RocketMqConfig.in(folder).withAccess(ClientAccess.guarded(OTHER_ADDRESS, ACCOUNT)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void letsItsAccountSendTransactionsAndReceiveThemOverTls() throws Exception {
        try (Producer producer = producer(ACCOUNT, true);
                SimpleConsumer consumer = CLIENT.newSimpleConsumerBuilder()
                        .setClientConfiguration(client(ACCOUNT, true))
                        .setConsumerGroup(RocketMqServer.LOGISTIC_GROUP)
                        .setSubscriptionExpressions(Map.of(RocketMqServer.ORDER_TOPIC, FilterExpression.SUB_ALL))
                        .setAwaitDuration(Duration.ofSeconds(1))
                        .build()) {
            Transaction transaction = producer.beginTransaction();
            send(producer, transaction);
            transaction.commit();

            MessageView received = await().atMost(40, SECONDS)
                    .until(() -> consumer.receive(1, Duration.ofSeconds(10)), messages -> !messages.isEmpty())
                    .get(0);
            consumer.ack(received);

            assertThat(StandardCharsets.UTF_8.decode(received.getBody()).toString())
                    .isEqualTo("paid");
        }
    }

    @Test
    void turnsAwayWhoeverHasNoAccountOrAnotherPassword() {
        BrokerAccount wrong = new BrokerAccount(ACCOUNT.user(), "another");
        BrokerAccount unknown = new BrokerAccount("nobody", ACCOUNT.password());
        for (BrokerAccount stranger : List.of(wrong, unknown)) {
            assertThatThrownBy(() -> producer(stranger, true))
                    .as(stranger.user())
                    .hasStackTraceContaining("UnauthorizedException");
        }
    }

    @Test
    void turnsAwayWhoeverSpeaksWithoutTls() {
        assertThatThrownBy(() -> producer(ACCOUNT, false)).hasStackTraceContaining("UNAVAILABLE");
    }

    @Test
    void listensForClientsAtThatAddressOnlyAndForNothingElseThere() throws Exception {
        assertThat(accepts(OTHER_ADDRESS, server.grpcPort())).isTrue();
        assertThat(accepts("127.0.0.1", server.grpcPort())).isFalse();
        int nameServer = Integer.parseInt(server.nameServerAddress().split(":", 2)[1]);
        assertThat(accepts(OTHER_ADDRESS, nameServer)).isFalse();
    }

    @Test
    void keepsThePasswordOutOfItsCommandLineAndLogs() throws Exception {
        assertThat(Files.readString(Path.of("/proc/" + server.pid() + "/cmdline")))
                .doesNotContain(ACCOUNT.password());
        assertThat(ACCOUNT.toString()).doesNotContain(ACCOUNT.password());
        for (String secret : List.of("accounts.secrets", "rmq-proxy.json")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(secret))))
                    .as(secret)
                    .isEqualTo("rw-------");
        }
    }

    private static boolean accepts(String host, int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getByName(host), port)) {
            return socket.isConnected();
        } catch (ConnectException refused) {
            return false;
        }
    }

    private static Producer producer(BrokerAccount account, boolean tls) throws ClientException {
        return CLIENT.newProducerBuilder()
                .setClientConfiguration(client(account, tls))
                .setTopics(RocketMqServer.ORDER_TOPIC)
                .setTransactionChecker(message -> TransactionResolution.UNKNOWN)
                .build();
    }

    private static ClientConfiguration client(BrokerAccount account, boolean tls) {
        return ClientConfiguration.newBuilder()
                .setEndpoints(server.endpoint())
                .enableSsl(tls)
                .setMaxStartupAttempts(1)
                .setRequestTimeout(Duration.ofSeconds(20))
                .setCredentialProvider(new StaticSessionCredentialsProvider(account.user(), account.password()))
                .build();
    }

    private static void send(Producer producer, Transaction transaction) throws ClientException {
        producer.send(
                CLIENT.newMessageBuilder()
                        .setTopic(RocketMqServer.ORDER_TOPIC)
                        .setKeys("1")
                        .setTag("OrderPaid")
                        .setBody("paid".getBytes(StandardCharsets.UTF_8))
                        .build(),
                transaction);
    }
}
