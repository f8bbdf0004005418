package io.tandem.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tandem.ledger.Ledger;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.Inspector;
import io.tandem.local.fault.Verdict;
import io.tandem.local.mysql.Account;
import io.tandem.testing.Node;
import io.tandem.testing.Servers;
import io.vertx.mysqlclient.MySQLException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which connections go on serving, and what readiness says of those that cannot. */
@Tag("servers")
class ConnectionsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Account SIGNALLED = new Account("tandem_signalled", "signalled");
    private static final String INSERT = "INSERT INTO web_session VALUES ()";

    private Node node;

    @BeforeAll
    static void createProcedure() {
        SignalledError.create();
        Servers.execute("CREATE USER tandem_signalled IDENTIFIED BY 'signalled'");
        Servers.execute("GRANT ALL ON rocketmq_transaction_db.* TO tandem_signalled");
    }

    @AfterAll
    static void dropProcedure() {
        SignalledError.drop();
    }

    @BeforeEach
    void connect() {
        node = patient().build();
    }

    @AfterEach
    void restore() {
        node.close();
        Servers.execute("SET GLOBAL super_read_only = 0");
        Servers.execute("SET GLOBAL read_only = 0");
    }

    @Test
    void oneThatSaysReadOnlyIsThrownAway() {
        long before = connection();
        Servers.execute("SET GLOBAL super_read_only = 1");

        assertThatThrownBy(() -> node.pool().query(INSERT).execute().await().atMost(LIMIT))
                .isInstanceOf(MySQLException.class)
                .hasMessageContaining("1290");

        await().atMost(LIMIT).until(() -> connection() != before);
    }

    @Test
    void oneThatSaysSomethingElseIsKept() {
        long before = connection();

        assertThatThrownBy(() -> node.pool()
                        .query("SELECT 1 FROM no_such_table")
                        .execute()
                        .await()
                        .atMost(LIMIT))
                .isInstanceOf(MySQLException.class);

        assertThat(connection()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("spent")
    void oneThatCannotServeAnyMoreIsThrownAway(MySqlError error) {
        try (Node asking = patient().as(SIGNALLED).build()) {
            long before = connection(asking);

            assertThatThrownBy(() -> signal(asking, error)).isInstanceOf(MySQLException.class);

            await().atMost(LIMIT).ignoreExceptions().until(() -> connection(asking) != before);
        }
    }

    @Test
    void noOtherNumberCostsAConnection() {
        try (Node asking = patient().as(SIGNALLED).build()) {
            long before = connection(asking);

            for (MySqlError error : MySqlError.values()) {
                if (!error.isOfTheConnection()) {
                    assertThatThrownBy(() -> signal(asking, error))
                            .as(error.name())
                            .isInstanceOf(MySQLException.class);
                }
            }

            assertThat(connection(asking)).isEqualTo(before);
        }
    }

    static Stream<MySqlError> spent() {
        return Arrays.stream(MySqlError.values()).filter(MySqlError::isOfTheConnection);
    }

    private static void signal(Node asking, MySqlError error) {
        asking.pool()
                .query(SignalledError.call(error.number(), "HY000"))
                .execute()
                .await()
                .atMost(LIMIT);
    }

    @Test
    void oneThatIsOldIsReplaced() {
        try (Node shortLived =
                patient().with("tandem.mysql.connection-life", "1s").build()) {
            long before = connection(shortLived);

            await().atMost(LIMIT).until(() -> connection(shortLived) != before);
        }
    }

    @Test
    void readinessSaysThatMySqlIsReadOnly() {
        awaitReady();

        Servers.execute("SET GLOBAL super_read_only = 1");

        awaitReason("MySQL is read-only");
    }

    /** After a fail-over the old primary may live on, and nobody pays where a balancer sends nobody. */
    @Test
    void readinessAloneLeavesAServerThatIsReadOnly() {
        awaitReady();
        long before = connection();
        Servers.execute("SET GLOBAL super_read_only = 1");

        awaitReason("MySQL is read-only");

        await().atMost(LIMIT).until(() -> connection() != before);
    }

    @Test
    void readinessSaysThatThePasswordIsNotAcceptedAndHealsByItself() {
        Account account = new Account("tandem_rotated", "first");
        Servers.execute("CREATE USER tandem_rotated IDENTIFIED BY 'second'");
        Servers.execute("GRANT ALL ON rocketmq_transaction_db.* TO tandem_rotated");
        node.close();
        node = patient().as(account).build();

        awaitReason("MySQL does not serve us: user or password is not accepted (error 1045)");

        Servers.execute("ALTER USER tandem_rotated IDENTIFIED BY 'first'");
        awaitReady();
    }

    @Test
    void readinessSaysThatLocalTransactionsGetNoConnection() {
        Account account = new Account("tandem_limited", "limited");
        Servers.execute("CREATE USER tandem_limited IDENTIFIED BY 'limited' WITH MAX_USER_CONNECTIONS 1");
        Servers.execute("GRANT ALL ON rocketmq_transaction_db.* TO tandem_limited");
        node.close();
        node = patient().as(account).build();
        awaitReady();

        assertThatThrownBy(() -> node.transactions().connection().await().atMost(LIMIT))
                .isInstanceOf(MySQLException.class);

        awaitReason("MySQL does not serve us: a limit of our account is reached (error 1226)");
        Servers.execute("ALTER USER tandem_limited WITH MAX_USER_CONNECTIONS 0");
        awaitReady();
    }

    /** As with a proxy that keeps {@code SET autocommit} to itself, or breaks on it: all other sessions are well. */
    @Test
    void readinessIsDownWhileLocalTransactionsGetNoSessionOfTheirKind() {
        node.close();
        FaultyLink link = FaultyLink.to(Servers.database().port());
        try (link) {
            node = patient()
                    .mySqlThrough(link.port())
                    .with("tandem.mysql.connect-timeout", "2s")
                    .build();
            awaitReady();
            link.inspectWith((chunk, length) ->
                    new String(chunk, 0, length, StandardCharsets.ISO_8859_1).contains("autocommit=0")
                            ? Verdict.CUT_BEFORE
                            : Verdict.PASS);

            assertThatThrownBy(() -> node.transactions().connection().await().atMost(LIMIT))
                    .isNotInstanceOf(MySQLException.class);

            awaitReason("MySQL cannot be reached, or is too slow");
            link.inspectWith(Inspector.PASS_ALL);
            awaitReady();
        }
    }

    /** A balancer that took them for an outage would send their load to the other hosts. */
    @Test
    void readinessStaysUpWhileAllConnectionsForLocalTransactionsAreLent() {
        node.close();
        node = patient()
                .with("tandem.mysql.transaction-pool-size", "1")
                .with("tandem.mysql.connect-timeout", "1s")
                .build();
        TransactionConnection lent = node.transactions().connection().await().atMost(LIMIT);

        assertThatThrownBy(() -> node.transactions().connection().await().atMost(LIMIT))
                .isNotInstanceOf(MySQLException.class);

        awaitReady();
        lent.unused().await().atMost(LIMIT);
    }

    @Test
    void readinessSaysThatARightToATableIsMissing() {
        Account account = new Account("tandem_reading", "reading");
        Servers.execute("CREATE USER tandem_reading IDENTIFIED BY 'reading'");
        Servers.execute("GRANT SELECT ON rocketmq_transaction_db.* TO tandem_reading");
        node.close();
        node = patient().as(account).build();

        awaitReason("MySQL does not serve us: our account lacks a right to a table (error 1142)");

        // Of a table, as the migration grants it: one of the database would hold for new connections alone.
        Servers.execute("GRANT INSERT ON tx_attempt TO tandem_reading");
        awaitReady();
    }

    @Test
    void readinessSaysWhatMySqlSaysNowAndNotWhyAConnectionWasClosedBefore() {
        Account account = new Account("tandem_aborted", "aborted");
        Servers.execute("CREATE USER tandem_aborted IDENTIFIED BY 'aborted'");
        Servers.execute("GRANT ALL ON rocketmq_transaction_db.* TO tandem_aborted");
        Servers.execute("SET GLOBAL init_connect = 'no statement'");
        node.close();
        node = patient().as(account).build();
        try {
            awaitReason(
                    "MySQL does not serve us: it ended the session at its begin: init_connect fails, perhaps (error 1184)");
        } finally {
            Servers.execute("SET GLOBAL init_connect = ''");
        }

        Servers.execute("ALTER USER tandem_aborted ACCOUNT LOCK");

        awaitReason("MySQL does not serve us: our account is locked (error 3118)");
    }

    @Test
    void readinessInsertsNothing() {
        String before = Servers.text("SELECT COUNT(*) FROM tx_attempt");

        awaitReady();

        assertThat(Servers.text("SELECT COUNT(*) FROM tx_attempt")).isEqualTo(before);
    }

    /** Readiness gives MySQL a second, in which a busy machine need not get to it. */
    private void awaitReady() {
        await().atMost(LIMIT).until(() -> readiness().getStatus() == HealthCheckResponse.Status.UP);
    }

    private void awaitReason(String reason) {
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(readiness().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            assertThat(readiness().getData().orElseThrow()).containsEntry("reason", reason);
        });
    }

    private HealthCheckResponse readiness() {
        return new MySqlReadiness(
                        node.pools(),
                        new HostClock(node.pool(), Clock.systemUTC(), node.meters()),
                        List.of(Ledger.TABLE))
                .call()
                .await()
                .atMost(LIMIT);
    }

    private long connection() {
        return connection(node);
    }

    private static long connection(Node asked) {
        return asked.pool()
                .query("SELECT CONNECTION_ID()")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(LIMIT);
    }

    /** A machine that is busy with other tests takes its time to accept a connection. */
    private static Node.Builder patient() {
        return Node.on("NO_TOPIC").with("tandem.mysql.connect-timeout", "20s");
    }
}
