package io.tandem.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.local.process.Ports;
import io.tandem.local.process.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.rocketmq.client.apis.ClientConfiguration;
import org.apache.rocketmq.client.apis.ClientServiceProvider;
import org.apache.rocketmq.client.apis.message.Message;
import org.apache.rocketmq.client.apis.producer.Producer;
import org.apache.rocketmq.client.apis.producer.Transaction;
import org.apache.rocketmq.client.apis.producer.TransactionResolution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("servers")
class SharedServersTest {

    private static final ClientServiceProvider CLIENT = ClientServiceProvider.loadService();

    @TempDir
    Path folder;

    private final List<SharedServers> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(SharedServers::close);
    }

    @Test
    void theFirstStartsAndStopsThemAndTheSecondFindsThemAndAddsItsTopics() throws Exception {
        SharedServers first = servers();
        SharedServers second = servers();
        assertThat(SharedServers.areRunning(folder)).isFalse();
        first.start();
        second.start();
        assertThat(second.environment()).isEqualTo(first.environment()).isNotEmpty();

        second.create(Set.of("POINTS"), Set.of("NEWSLETTER"));
        sendTransactionMessage(second.environment().get("APP_DEMO_ROCKETMQ_ENDPOINT"), "POINTS");

        second.close();
        assertThat(SharedServers.areRunning(folder)).isTrue();
        first.close();
        assertThat(SharedServers.areRunning(folder)).isFalse();
        assertThat(Ports.isListening(Integer.parseInt(first.environment().get("MYSQL_PORT"))))
                .isFalse();
    }

    @Test
    void readsTheFileThatItWrites() {
        RunFolder run = new RunFolder(folder);
        assertThat(EnvironmentFile.read(run)).isEmpty();
        EnvironmentFile.write(run, Map.of("NAME", "it's = 'quoted'"));
        assertThat(EnvironmentFile.read(run)).hasValueSatisfying(variables -> assertThat(variables)
                .containsExactly(Map.entry("NAME", "it's = 'quoted'")));
    }

    private SharedServers servers() {
        SharedServers another = new SharedServers(folder, Progress.SILENT);
        servers.add(another);
        return another;
    }

    private static void sendTransactionMessage(String endpoint, String topic) throws Exception {
        try (Producer producer = CLIENT.newProducerBuilder()
                .setClientConfiguration(ClientConfiguration.newBuilder()
                        .setEndpoints(endpoint)
                        .enableSsl(false)
                        .build())
                .setTopics(topic)
                .setTransactionChecker(message -> TransactionResolution.UNKNOWN)
                .build()) {
            Transaction transaction = producer.beginTransaction();
            Message message = CLIENT.newMessageBuilder()
                    .setTopic(topic)
                    .setBody(new byte[] {1})
                    .build();
            assertThat(producer.send(message, transaction).getMessageId()).isNotNull();
            transaction.rollback();
        }
    }
}
