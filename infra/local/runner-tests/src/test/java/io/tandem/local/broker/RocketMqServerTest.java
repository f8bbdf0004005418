package io.tandem.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What messages do is tested with the client, in src-shared: client and server cannot share a class path. */
@Tag("servers")
class RocketMqServerTest {

    @TempDir
    static Path folder;

    private static RocketMqServer server;

    @BeforeAll
    static void start() {
        server = RocketMqServer.start(RocketMqConfig.in(folder.resolve("mq")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void listensAndAnswers() {
        assertThat(Ports.isListening(server.grpcPort())).isTrue();
        assertThat(server.messages(RocketMqServer.ORDER_TOPIC)).isEmpty();
        assertThat(server.openHalfMessages(RocketMqServer.ORDER_TOPIC)).isEmpty();
        assertThat(server.deadLetters(RocketMqServer.LOGISTIC_GROUP)).isEmpty();
        assertThat(server.droppedHalfMessages()).isEmpty();
    }

    @Test
    void makesTopicsAndGroupsWhileItRuns() {
        server.createTransactionTopic("ANOTHER_TOPIC");
        server.createTransactionTopic("ANOTHER_TOPIC");
        server.createGroup("ANOTHER_GROUP", 3);
        assertThat(server.messages("ANOTHER_TOPIC")).isEmpty();
    }

    @Test
    void refusesANameThatRocketMqWould() {
        assertThatThrownBy(() -> server.createTransactionTopic("no spaces"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void startsAgainOnTheSamePortsAfterKill9AndAfterAnOrderlyStop() {
        long first = server.pid();
        server.kill();
        server.start();
        assertThat(server.pid()).isNotEqualTo(first);
        assertThat(Ports.isListening(server.grpcPort())).isTrue();

        server.stop();
        assertThat(Ports.isListening(server.grpcPort())).isFalse();
        server.start();
        assertThat(server.messages(RocketMqServer.ORDER_TOPIC)).isEmpty();
    }

    @Test
    void namesThePortThatIsInUse() throws Exception {
        RocketMqConfig config = RocketMqConfig.in(folder.resolve("other"));
        try (ServerSocket taken = new ServerSocket(config.brokerPort() - 2, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> RocketMqServer.start(config))
                    .isInstanceOf(LocalFailure.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " (RocketMQ broker's second port)");
        }
    }

    @Test
    void saysInOneLineWhyItDidNotStart() {
        RocketMqConfig config = RocketMqConfig.in(folder.resolve("broken"));
        RocketMqConfig broken = config.withBrokerSettings(Map.of("storePathRootDir", "/proc/none"));
        assertThatThrownBy(() -> RocketMqServer.start(broken))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining("RocketMQ did not start")
                .hasMessageNotContaining("\n");
        assertThat(Ports.isFree(config.nameServerPort())).isTrue();
    }
}
