package io.tandem.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.Environment;
import io.tandem.local.fault.FaultyLink;
import io.tandem.testing.Node;
import io.tandem.testing.Recorder;
import io.tandem.testing.Servers;
import io.tandem.transaction.OutgoingMessage;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.Committed;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two environments that share a broker, a topic and a group by mistake: each has its own database, and neither decides for the other. */
@Tag("servers")
class TwoEnvironmentsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String OTHER = "other_environment_db";

    /** RocketMQ's default: a message that is delivered to the wrong one so often is not to be expected. */
    private static final int RETRIES = 16;

    private static String topic;
    private static String group;

    @BeforeAll
    static void createOtherDatabase() {
        topic = Servers.newTopic();
        group = "SHARED_BY_TWO_ENVIRONMENTS";
        Servers.rocketMq().createGroup(group, RETRIES);
        Servers.execute("CREATE DATABASE " + OTHER);
        for (String table : List.of("tx_attempt", "tx_environment", "message_trace", "parked_message")) {
            Servers.execute("CREATE TABLE " + OTHER + "." + table + " LIKE " + table);
        }
        Servers.execute("INSERT INTO " + OTHER + ".tx_environment (id) VALUES (UUID())");
        Servers.execute("GRANT SELECT, INSERT ON " + OTHER + ".* TO '"
                + Servers.database().orderAccount().user() + "'@'%'");
    }

    @AfterAll
    static void dropOtherDatabase() {
        Servers.execute("DROP DATABASE " + OTHER);
    }

    @Test
    void aCheckBackIsAnsweredByTheEnvironmentThatSentTheMessage() {
        Attempt attempt = Attempt.of("asked", "1001");
        Recorder received = Recorder.accepting();
        try (FaultyLink toBroker = FaultyLink.to(Servers.rocketMq().grpcPort());
                Node other = node().in(OTHER).build().producing();
                Node consumer = node().build().consuming(received)) {
            // given: an attempt that is committed here, whose commit the broker has not heard
            try (Node ours = node().rocketMqThrough(toBroker.port()).build().producing()) {
                await().atMost(PATIENCE)
                        .until(() -> ours.isConnected() && other.isConnected() && consumer.isReceiving());
                assertThat(send(ours, attempt, toBroker::cut)).isInstanceOf(Committed.class);
            }

            // when: the other environment is the only one that can be asked
            await().atMost(PATIENCE).until(() -> foreign(other) > 0);

            // then: it decides nothing, and the message arrives when its own environment is asked
            assertThat(Servers.number("SELECT COUNT(*) FROM " + OTHER + ".tx_attempt"))
                    .isZero();
            assertThat(received.of("asked")).isEmpty();
            try (Node again = node().build().producing()) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(received.of("asked")).isNotEmpty());
                assertThat(again.isConnected()).isTrue();
            }
        }
    }

    @Test
    void aMessageIsTakenByTheEnvironmentThatSentIt() {
        Recorder here = Recorder.accepting();
        Recorder there = Recorder.accepting();
        try (Node ours = node().with("tandem.rocketmq.consumer.own-database-only", true)
                        .build()
                        .producing()
                        .consuming(here);
                Node other = node().in(OTHER)
                        .with("tandem.rocketmq.consumer.own-database-only", true)
                        .build()
                        .producing()
                        .consuming(there)) {
            await().atMost(PATIENCE)
                    .until(() ->
                            ours.isConnected() && other.isConnected() && ours.isReceiving() && other.isReceiving());

            IntStream.range(0, 20).forEach(i -> {
                send(ours, Attempt.of("here-" + i, "1001"), () -> {});
                send(other, Attempt.of("there-" + i, "1001"), () -> {});
            });

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(IntStream.range(0, 20)).allSatisfy(i -> {
                        assertThat(here.of("here-" + i)).isNotEmpty();
                        assertThat(there.of("there-" + i)).isNotEmpty();
                    }));
            assertThat(IntStream.range(0, 20)).allSatisfy(i -> {
                assertThat(here.of("there-" + i)).isEmpty();
                assertThat(there.of("here-" + i)).isEmpty();
            });
            assertThat(foreign(ours) + foreign(other)).isPositive();
        }
    }

    @Test
    void aDatabaseThatLostItsMarkMarksNothingAndItsConsumerTakesNothingUntilItIsBack() {
        Recorder received = Recorder.accepting();
        String mark = Servers.text("SELECT id FROM " + OTHER + ".tx_environment");
        Servers.execute("DELETE FROM " + OTHER + ".tx_environment");
        try (Node producer = node().in(OTHER).build().producing();
                Node consumer = node().in(OTHER)
                        .with("tandem.rocketmq.consumer.own-database-only", true)
                        .build()
                        .consuming(received)) {
            await().atMost(PATIENCE).until(producer::isConnected);
            assertThatThrownBy(() -> new Environment(consumer.pool(), consumer.meters())
                            .id()
                            .await()
                            .atMost(PATIENCE))
                    .hasMessageContaining("INSERT INTO tx_environment");
            assertThat(send(producer, Attempt.of("unmarked", "1001"), () -> {})).isInstanceOf(Committed.class);
            assertThat(consumer.isReceiving()).isFalse();

            Servers.execute("INSERT INTO " + OTHER + ".tx_environment (id) VALUES (?)", mark);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(received.of("unmarked")).isNotEmpty());
        }
    }

    private static Node.Builder node() {
        return Node.on(topic).group(group);
    }

    private static double foreign(Node node) {
        return node.meters().counter("tandem.messages.foreign").count();
    }

    private static TransactionOutcome<String> send(Node node, Attempt attempt, Runnable meanwhile) {
        return node.messages()
                .send(
                        new OutgoingMessage(topic, "TEST", attempt, Buffer.buffer("body"), Map.of()),
                        connection -> Uni.createFrom().item("done").invoke(meanwhile))
                .await()
                .atMost(PATIENCE);
    }
}
