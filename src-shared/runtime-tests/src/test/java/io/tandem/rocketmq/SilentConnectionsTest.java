package io.tandem.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Attempt;
import io.tandem.local.fault.FaultyLink;
import io.tandem.testing.Node;
import io.tandem.testing.Recorder;
import io.tandem.testing.Servers;
import io.tandem.transaction.OutgoingMessage;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.Committed;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A firewall forgets connections to the broker: nothing arrives on them any more, and no end is heard of. */
@Tag("servers")
class SilentConnectionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration WELL_AGAIN = Duration.ofSeconds(30);

    private String topic;
    private FaultyLink link;

    @BeforeEach
    void link() {
        topic = Servers.newTopic();
        link = FaultyLink.to(Servers.rocketMq().grpcPort());
    }

    @AfterEach
    void close() {
        link.close();
    }

    @Test
    void readinessProbeMakesAnotherConnection() {
        try (Node node = Node.on(topic).rocketMqThrough(link.port()).build();
                BrokerProbe probe = node.probe()) {
            await().atMost(PATIENCE).until(() -> answers(probe));

            link.silence();

            await().atMost(Duration.ofSeconds(10)).until(() -> answers(probe));
        }
    }

    @Test
    void producerSendsAgain() {
        try (Node node = Node.on(topic).rocketMqThrough(link.port()).build().producing()) {
            await().atMost(PATIENCE).until(node::isConnected);
            assertThat(send(node, "before")).isInstanceOf(Committed.class);

            link.silence();

            await().atMost(WELL_AGAIN)
                    .untilAsserted(() -> assertThat(send(node, "after")).isInstanceOf(Committed.class));
        }
    }

    @Test
    void consumerReceivesAgain() {
        Recorder received = Recorder.accepting();
        try (Node sender = Node.on(topic).build().producing();
                Node node = Node.on(topic)
                        .group(Servers.newGroup())
                        .rocketMqThrough(link.port())
                        .build()
                        .consuming(received)) {
            await().atMost(PATIENCE).until(sender::isConnected);
            await().atMost(PATIENCE).until(node::isReceiving);

            link.silence();

            // Each time another: what was handed to the silent connection comes again only when its invisible time is
            // over.
            await().atMost(WELL_AGAIN).pollInterval(Duration.ofSeconds(1)).until(() -> {
                send(sender, "after");
                return !received.of("after").isEmpty();
            });
            await().atMost(PATIENCE).until(node::isReceiving);
        }
    }

    private TransactionOutcome<String> send(Node node, String key) {
        return node.messages()
                .send(
                        new OutgoingMessage(topic, "TEST", Attempt.of(key, null), Buffer.buffer(key), Map.of()),
                        connection -> Uni.createFrom().item("done"))
                .await()
                .atMost(PATIENCE);
    }

    private static boolean answers(BrokerProbe probe) {
        return probe.answers().await().atMost(PATIENCE);
    }
}
