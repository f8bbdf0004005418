package io.tandem.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.consumer.Delivery;
import io.tandem.example.PointsService.Answer;
import io.tandem.ledger.LedgerEntries;
import io.tandem.ledger.LedgerPruning;
import io.tandem.ledger.Outcome;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.Verdict;
import io.tandem.local.mysql.Account;
import io.tandem.testing.Node;
import io.tandem.testing.Recorder;
import io.tandem.testing.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code docs/library.md} promises a third service, in a database and with an account of its own. */
@Tag("servers")
class PointsServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String DATABASE = "points_db";
    private static final int POINTS = 30;

    private static String topic;
    private static Recorder heard;
    private static Node listener;
    private static FaultyLink toBroker;
    private static FaultyLink toMySql;
    private static Node node;
    private static PointsService points;

    private final String receipt = "R-" + System.nanoTime();

    @BeforeAll
    static void connect() throws IOException, SQLException {
        Account account = createDatabase();
        topic = Servers.newTopic();
        heard = Recorder.accepting();
        listener = Node.on(topic).group(Servers.newGroup()).build().consuming(heard);
        toBroker = FaultyLink.to(Servers.rocketMq().grpcPort());
        toMySql = FaultyLink.to(Servers.database().port());
        node = Node.on(topic)
                .as(account)
                .with("tandem.mysql.database", DATABASE)
                .mySqlThrough(toMySql.port())
                .rocketMqThrough(toBroker.port())
                .build()
                .producing();
        points = new PointsService(node.messages());
        await().atMost(PATIENCE).until(() -> node.isConnected() && listener.isReceiving());
    }

    @AfterAll
    static void close() {
        node.close();
        listener.close();
        toBroker.close();
        toMySql.close();
    }

    @Test
    void grantsThePointsAndTellsWhoListens() {
        Answer answer = grant(1001);

        Delivery delivery = awaitDelivery();
        assertThat(answer).isEqualTo(new Answer.Granted(delivery.attemptId().orElseThrow()));
        assertThat(delivery.body().toJsonObject().getInteger("points")).isEqualTo(POINTS);
        assertThat(member()).isEqualTo(1001);
    }

    @Test
    void usedReceiptGrantsNothingAndNobodyHearsOfIt() {
        Answer first = grant(1001);

        Answer second = grant(1002);

        assertThat(second)
                .isInstanceOfSatisfying(Answer.UsedBefore.class, refused -> assertThat(new LedgerEntries(node.pool())
                                .find(refused.attemptId())
                                .await()
                                .atMost(PATIENCE))
                        .hasValueSatisfying(entry -> assertThat(entry.outcome()).isEqualTo(Outcome.ROLLBACK)));
        awaitDelivery();
        await().atMost(PATIENCE)
                .until(() -> Servers.rocketMq().openHalfMessages(topic).isEmpty());
        assertThat(heard.of(receipt)).allSatisfy(delivery -> assertThat(
                        new Answer.Granted(delivery.attemptId().orElseThrow()))
                .isEqualTo(first));
        assertThat(member()).isEqualTo(1001);
    }

    @Test
    void checkBackDeliversWhatWasCommittedWhenTheCommitIsLost() {
        AtomicBoolean committing = new AtomicBoolean();
        toMySql.inspectWith((chunk, length) -> {
            boolean commit = new String(chunk, 0, length, StandardCharsets.ISO_8859_1).endsWith("COMMIT");
            if (commit && committing.compareAndSet(false, true)) {
                toBroker.cut();
            }
            return Verdict.PASS;
        });

        Answer answer = grant(1001);
        await().atMost(PATIENCE)
                .until(() ->
                        node.meters().counter("tandem.commit.unacknowledged").count() > 0);
        toBroker.heal();

        assertThat(answer)
                .isEqualTo(new Answer.Granted(awaitDelivery().attemptId().orElseThrow()));
    }

    @Test
    void accountMayPruneItsLedger() {
        LedgerPruning pruning =
                new LedgerPruning(node.pool(), Duration.ofDays(7), Duration.ofDays(3), Clock.systemUTC());

        assertThat(pruning.prune().await().atMost(PATIENCE)).isZero();
    }

    private Answer grant(long memberId) {
        return points.grant(receipt, memberId, POINTS).await().atMost(PATIENCE);
    }

    private Delivery awaitDelivery() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(heard.of(receipt)).isNotEmpty());
        return heard.of(receipt).get(0);
    }

    private long member() {
        return Servers.number("SELECT member_id FROM " + DATABASE + ".points_entry WHERE receipt = ?", receipt);
    }

    private static Account createDatabase() throws IOException, SQLException {
        Account account = new Account("tandem_points", UUID.randomUUID().toString());
        Servers.execute("CREATE DATABASE " + DATABASE);
        Servers.execute("CREATE USER '" + account.user() + "'@'%' IDENTIFIED BY '" + account.password() + "'");
        try (InputStream script = PointsServiceTest.class.getResourceAsStream("points.sql");
                Connection connection = Servers.database().openAsAdmin()) {
            connection.setCatalog(DATABASE);
            run(new String(script.readAllBytes(), StandardCharsets.UTF_8), connection);
        }
        return account;
    }

    private static void run(String script, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : script.split(";\n", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }
}
