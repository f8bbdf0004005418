package io.tandem.mysql;

import static io.tandem.mysql.SqlFailure.DUPLICATE_KEY;
import static io.tandem.mysql.SqlFailure.FAULT;
import static io.tandem.mysql.SqlFailure.LOCK_WAIT_TIMEOUT;
import static io.tandem.mysql.SqlFailure.REFUSED_DATA;
import static io.tandem.mysql.SqlFailure.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tandem.local.fault.RowLock;
import io.tandem.local.mysql.Account;
import io.tandem.testing.Node;
import io.tandem.testing.Servers;
import io.vertx.mysqlclient.MySQLException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of meanings against the real server: each number that it can be made to say by itself, and all numbers of the table as
 * {@link SignalledError signalled} ones.
 */
@Tag("servers")
class MySqlErrorsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long HELD_ORDER = 7_000_000_000_205L;
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    private static Node node;

    @BeforeAll
    static void makeTables() {
        Servers.execute("CREATE TABLE refusing (id INT PRIMARY KEY, small TINYINT, word VARCHAR(3) NOT NULL, doc JSON,"
                + " at DATETIME, CHECK (small < 100)) ENGINE = InnoDB");
        Servers.execute("CREATE TABLE refusing_child (id INT, FOREIGN KEY (id) REFERENCES refusing (id))");
        Servers.execute("INSERT INTO refusing VALUES (1, 1, 'one', NULL, NULL)");
        Servers.execute("INSERT INTO refusing_child VALUES (1)");
        Servers.execute("CREATE TABLE refusing_trigger (id INT PRIMARY KEY)");
        Servers.execute("CREATE TRIGGER refusing_signal BEFORE INSERT ON refusing_trigger FOR EACH ROW"
                + " SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 30001, MESSAGE_TEXT = 'not this one'");
        Servers.execute("CREATE TABLE refusing_memory (filler CHAR(255)) ENGINE = MEMORY MAX_ROWS = 1");
        Servers.execute("CREATE TABLE refusing_kinds (kind ENUM('a') NOT NULL)");
        Servers.execute(
                "CREATE TABLE refusing_parts (part INT) PARTITION BY LIST (part) (PARTITION one VALUES IN (1))");
        Servers.execute(
                "CREATE PROCEDURE refusing_signal_without_number() SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'");
        SignalledError.create();
        node = patient().as(account("ALL")).build();
    }

    @AfterAll
    static void dropTables() {
        node.close();
        Servers.execute("DROP TABLE refusing_child");
        Servers.execute("DROP TABLE refusing");
        Servers.execute("DROP TABLE refusing_memory");
        Servers.execute("DROP TABLE refusing_trigger");
        Servers.execute("DROP TABLE refusing_kinds");
        Servers.execute("DROP TABLE refusing_parts");
        Servers.execute("DROP PROCEDURE refusing_signal_without_number");
        SignalledError.drop();
    }

    static Stream<Arguments> statements() {
        String insert = "INSERT INTO refusing (id, small, word, doc, at) VALUES ";
        return Stream.of(
                arguments(1062, DUPLICATE_KEY, insert + "(1, 1, 'one', NULL, NULL)"),
                arguments(1048, REFUSED_DATA, insert + "(2, 1, NULL, NULL, NULL)"),
                arguments(1264, REFUSED_DATA, insert + "(2, 1000, 'two', NULL, NULL)"),
                arguments(1265, REFUSED_DATA, "INSERT INTO refusing_kinds VALUES ('b')"),
                arguments(1292, REFUSED_DATA, insert + "(2, 1, 'two', NULL, 'then')"),
                arguments(1300, REFUSED_DATA, "SELECT _utf8mb4 X'FF'"),
                arguments(1366, REFUSED_DATA, insert + "(2, 'x', 'two', NULL, NULL)"),
                arguments(1406, REFUSED_DATA, insert + "(2, 1, 'twenty', NULL, NULL)"),
                arguments(1441, REFUSED_DATA, insert + "(2, 1, 'two', NULL, '9999-12-31' + INTERVAL 1 DAY)"),
                arguments(1451, REFUSED_DATA, "DELETE FROM refusing WHERE id = 1"),
                arguments(1452, REFUSED_DATA, "INSERT INTO refusing_child VALUES (7)"),
                arguments(1526, REFUSED_DATA, "INSERT INTO refusing_parts VALUES (2)"),
                arguments(1644, REFUSED_DATA, "CALL refusing_signal_without_number()"),
                arguments(1690, REFUSED_DATA, "SELECT ~0 + 1"),
                arguments(3140, REFUSED_DATA, insert + "(2, 1, 'two', 'no', NULL)"),
                arguments(3819, REFUSED_DATA, insert + "(2, 101, 'two', NULL, NULL)"),
                // by their class alone
                arguments(1365, REFUSED_DATA, insert + "(2, 1 / 0, 'two', NULL, NULL)"),
                arguments(3141, REFUSED_DATA, "SELECT CAST('no' AS JSON)"),
                arguments(3146, REFUSED_DATA, "SELECT JSON_EXTRACT(1, '$')"),
                arguments(30001, REFUSED_DATA, "INSERT INTO refusing_trigger VALUES (1)"),
                arguments(1052, FAULT, "SELECT id FROM refusing, refusing_child"),
                arguments(1064, FAULT, "SELEKT 1"),
                arguments(1065, FAULT, ""),
                arguments(1066, FAULT, "SELECT 1 FROM refusing, refusing"),
                arguments(1110, FAULT, "INSERT INTO refusing (id, id) VALUES (1, 1)"),
                arguments(1111, FAULT, "SELECT 1 FROM refusing WHERE COUNT(*) > 1"),
                arguments(1136, FAULT, "INSERT INTO refusing (id) VALUES (1, 1)"),
                arguments(1140, FAULT, "SELECT id, COUNT(*) FROM refusing"),
                arguments(1210, FAULT, "SELECT NTH_VALUE(id, 0) OVER () FROM refusing"),
                arguments(1241, FAULT, "SELECT 1 = (SELECT 1, 2)"),
                arguments(1242, FAULT, "SELECT 1 = (SELECT 1 UNION SELECT 2)"),
                arguments(1295, FAULT, "PREPARE one FROM 'SELECT 1'"),
                arguments(1305, FAULT, "SELECT no_such_function()"),
                arguments(1390, FAULT, "SELECT 1 IN (?" + ", ?".repeat(65_535) + ")"),
                arguments(1582, FAULT, "SELECT ABS(1, 2)"),
                arguments(1054, UNAVAILABLE, "SELECT no_such_column FROM refusing"),
                arguments(1114, UNAVAILABLE, fillMemory()),
                arguments(1364, UNAVAILABLE, "INSERT INTO refusing (id) VALUES (2)"),
                arguments(1146, UNAVAILABLE, "SELECT 1 FROM no_such_table"),
                arguments(1227, UNAVAILABLE, "FLUSH STATUS"),
                arguments(
                        3024,
                        UNAVAILABLE,
                        "SELECT /*+ MAX_EXECUTION_TIME(50) */ COUNT(*) FROM "
                                + "information_schema.columns a, information_schema.columns b, information_schema.columns c"));
    }

    private static String fillMemory() {
        return "INSERT INTO refusing_memory WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                + " SELECT 'x' FROM n a, n b";
    }

    @ParameterizedTest
    @MethodSource("statements")
    void meansWhatTheTableSays(int number, SqlFailure meaning, String sql) {
        assertMeans(failure(node, sql), number, meaning);
    }

    /** What its class says counts only for numbers that the table does not have. */
    @ParameterizedTest
    @EnumSource
    void aSignalledNumberMeansWhatTheTableSaysWhateverItsClass(MySqlError error) {
        for (String sqlState : List.of("HY000", "22001")) {
            // A connection that is thrown away for its error may be met once more, until its end is noticed.
            await().pollDelay(Duration.ZERO).atMost(LIMIT).untilAsserted(() -> {
                Throwable failure = failure(node, SignalledError.call(error.number(), sqlState));

                assertThat(failure).isInstanceOf(MySQLException.class);
                assertThat(((MySQLException) failure).getErrorCode()).isEqualTo(error.number());
                assertThat(((MySQLException) failure).getSqlState()).isEqualTo(sqlState);
                assertThat(SqlFailure.of(failure)).isEqualTo(error.meaning());
            });
        }
    }

    @Test
    void aSignalledNumberThatTheTableDoesNotHaveMeansWhatItsClassSays() {
        assertThat(SqlFailure.of(failure(node, SignalledError.call(30_002, "HY000"))))
                .isEqualTo(UNAVAILABLE);
        assertThat(SqlFailure.of(failure(node, SignalledError.call(30_002, "22001"))))
                .isEqualTo(REFUSED_DATA);
        assertThat(SqlFailure.of(failure(node, SignalledError.call(30_002, "23000"))))
                .isEqualTo(REFUSED_DATA);
        assertThat(SqlFailure.of(failure(node, SignalledError.call(30_002, "45000"))))
                .isEqualTo(REFUSED_DATA);
    }

    @Test
    void whoMayNotSeeTheOtherTableIsToldOtherNumbers() {
        Account ofChild = account("EXECUTE");
        Account ofParent = account("EXECUTE");
        Servers.execute("GRANT INSERT ON refusing_child TO " + ofChild.user());
        Servers.execute("GRANT SELECT, DELETE ON refusing TO " + ofParent.user());
        try (Node child = patient().as(ofChild).build();
                Node parent = patient().as(ofParent).build()) {
            assertMeans(failure(child, "INSERT INTO refusing_child VALUES (7)"), 1216, REFUSED_DATA);
            assertMeans(failure(parent, "DELETE FROM refusing WHERE id = 1"), 1217, REFUSED_DATA);
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsAnOutage() {
        Account account = account("ALL");
        Servers.execute("GRANT SELECT ON no_such_database.* TO " + account.user());
        try (Node lost = patient().as(account).build()) {
            assertOutage(failure(lost, "SELECT 1 FROM no_such_database.some"), 1049);
        }
    }

    @Test
    void tablesThatAreLockedAreAnOutage() {
        Account account = account("ALL");
        Servers.execute("GRANT RELOAD ON *.* TO " + account.user());
        try (Node locking = patient().as(account).build()) {
            Throwable failure = catchThrowable(() -> locking.pool()
                    .withConnection(session -> session.query("FLUSH TABLES WITH READ LOCK")
                            .execute()
                            .flatMap(locked -> session.preparedQuery("INSERT INTO refusing_child VALUES (1)")
                                    .execute()))
                    .await()
                    .atMost(LIMIT));

            assertOutage(failure, 1223);
        }
    }

    @Test
    void aRowThatIsHeldIsNotWaitedForForEver() {
        RowLock held = new RowLock(Servers.database(), HELD_ORDER);
        try (held;
                Node waiting = patient()
                        .as(account("ALL"))
                        .with("tandem.mysql.lock-wait", "1s")
                        .build()) {
            String select = "SELECT 1 FROM orders WHERE order_id = " + HELD_ORDER + " FOR UPDATE";
            assertMeans(failure(waiting, select), 1205, LOCK_WAIT_TIMEOUT);
            assertMeans(failure(waiting, select + " NOWAIT"), 3572, LOCK_WAIT_TIMEOUT);
        }
    }

    static Stream<Arguments> accounts() {
        return Stream.of(
                arguments(1045, "ALTER USER %s IDENTIFIED BY 'changed'"),
                arguments(1044, "REVOKE ALL ON rocketmq_transaction_db.* FROM %s"),
                arguments(1226, "ALTER USER %s WITH MAX_QUERIES_PER_HOUR 1"),
                arguments(1862, "ALTER USER %s PASSWORD EXPIRE"),
                arguments(3118, "ALTER USER %s ACCOUNT LOCK"));
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void whatBecomesOfAnAccountIsAnOutage(int number, String change) {
        Account account = account("ALL");
        Servers.execute(change.formatted(account.user()));

        try (Node refused = patient().as(account).build()) {
            assertRefused(refused, failure(refused, "SELECT 1"), number);
        }
    }

    @Test
    void anAccountThatIsBlockedAfterWrongPasswordsIsAnOutage() {
        Account account = account("ALL");
        Servers.execute("ALTER USER " + account.user() + " FAILED_LOGIN_ATTEMPTS 1 PASSWORD_LOCK_TIME 1");
        try (Node wrong = patient().as(new Account(account.user(), "wrong")).build();
                Node right = patient().as(account).build()) {
            assertThat(failure(wrong, "SELECT 1")).isNotNull();
            assertOutage(failure(right, "SELECT 1"), 3955);
        }
    }

    @Test
    void aDatabaseThatIsReadOnlyIsAnOutage() {
        Servers.execute("ALTER DATABASE rocketmq_transaction_db READ ONLY = 1");
        try {
            assertOutage(failure(node, "INSERT INTO refusing VALUES (3, 1, 'x', NULL, NULL)"), 3989);
        } finally {
            Servers.execute("ALTER DATABASE rocketmq_transaction_db READ ONLY = 0");
        }
    }

    @Test
    void missingRightsAreAnOutage() {
        Account account = account("SELECT");
        try (Node refused = patient().as(account).build()) {
            assertOutage(failure(refused, "INSERT INTO orders (order_id, user_id) VALUES (1, 1)"), 1142);
        }
    }

    @Test
    void aMissingRightToAColumnIsAnOutage() {
        Account account = account("EXECUTE");
        Servers.execute("GRANT SELECT (id) ON rocketmq_transaction_db.refusing TO " + account.user());
        try (Node refused = patient().as(account).build()) {
            assertOutage(failure(refused, "SELECT word FROM refusing"), 1143);
        }
    }

    /** And no other statement meets that session. */
    @Test
    void aSessionThatIsReadOnlyIsAnOutage() {
        Throwable failure = catchThrowable(() -> node.pool()
                .withConnection(session -> session.query("SET SESSION transaction_read_only = 1")
                        .execute()
                        .flatMap(set -> session.preparedQuery("INSERT INTO refusing VALUES (3, 1, 'x', NULL, NULL)")
                                .execute()))
                .await()
                .atMost(LIMIT));

        assertOutage(failure, 1792);
        // Until its end is noticed, the pool may give it once more.
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> assertThat(node.pool()
                        .query("SELECT @@transaction_read_only")
                        .execute()
                        .await()
                        .atMost(LIMIT)
                        .iterator()
                        .next()
                        .getLong(0))
                .isZero());
    }

    @Test
    void aStatementThatIsKilledIsAnOutage() {
        AtomicLong session = new AtomicLong();
        CompletableFuture<?> running = node.pool()
                .withConnection(busy -> busy.query("SELECT CONNECTION_ID()")
                        .execute()
                        .invoke(id -> session.set(id.iterator().next().getLong(0)))
                        .flatMap(id -> busy.query("SELECT COUNT(*) FROM information_schema.columns a,"
                                        + " information_schema.columns b, information_schema.columns c")
                                .execute()))
                .subscribeAsCompletionStage();
        await().atMost(LIMIT)
                .until(() -> Servers.number(
                                "SELECT COUNT(*) FROM information_schema.processlist WHERE id = ? AND info LIKE '%columns c'",
                                session.get())
                        == 1);

        Servers.execute("KILL QUERY " + session.get());

        Throwable failure = catchThrowable(() -> running.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        assertOutage(failure.getCause(), 1317);
    }

    static Stream<Arguments> servers() {
        return Stream.of(
                arguments(1203, "max_user_connections", "1", "SELECT 1"),
                arguments(3032, "offline_mode", "1", "SELECT 1"),
                arguments(3159, "require_secure_transport", "1", "SELECT 1"),
                arguments(1184, "init_connect", "'SELEKT'", "SELECT 1"),
                arguments(1461, "max_prepared_stmt_count", "0", "SELECT 1"),
                arguments(1290, "super_read_only", "1", "INSERT INTO refusing VALUES (3, 1, 'x', NULL, NULL)"));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatBecomesOfTheServerIsAnOutage(int number, String variable, String value, String sql) throws SQLException {
        String before = Servers.text("SELECT @@GLOBAL." + variable);
        Account account = account("ALL");

        // One that is there already: no other may be made meanwhile.
        try (Connection admin = Servers.database().openAsAdmin();
                Statement statement = admin.createStatement()) {
            statement.execute("SET GLOBAL " + variable + " = " + value);
            try {
                assertOutageOfAServer(account, number, sql);
            } finally {
                statement.execute("SET GLOBAL " + variable + " = " + (before.isEmpty() ? "''" : before));
                statement.execute("SET GLOBAL read_only = 0");
            }
        }
    }

    private void assertOutageOfAServer(Account account, int number, String sql) {
        try (Node first = patient().as(account).build();
                Node second = patient().as(account).build()) {
            Throwable failure = failure(first, sql);
            if (failure != null) {
                assertRefused(first, failure, number);
            } else {
                assertRefused(second, failure(second, sql), number);
            }
        }
    }

    /** By an answer, or because no session can be made. */
    private static void assertRefused(Node refused, Throwable failure, int number) {
        if (failure instanceof MySQLException) {
            assertOutage(failure, number);
        } else {
            assertThat(SqlFailure.of(failure)).isEqualTo(UNAVAILABLE);
            assertThat(refused.pools().refusal().orElseThrow()).contains("(error " + number + ")");
        }
    }

    private static void assertMeans(Throwable failure, int number, SqlFailure meaning) {
        assertThat(failure).isInstanceOf(MySQLException.class);
        assertThat(((MySQLException) failure).getErrorCode()).isEqualTo(number);
        assertThat(SqlFailure.of(failure)).isEqualTo(meaning);
    }

    private static void assertOutage(Throwable failure, int number) {
        assertMeans(failure, number, UNAVAILABLE);
        assertThat(MySqlError.of((MySQLException) failure).orElseThrow().words())
                .isNotEmpty();
    }

    /** Of a prepared statement, as those of requests are; null if there is none. */
    private static Throwable failure(Node asking, String sql) {
        return catchThrowable(
                () -> asking.pool().preparedQuery(sql).execute().await().atMost(LIMIT));
    }

    private static Account account(String rights) {
        Account account = new Account("refused_" + ACCOUNTS.incrementAndGet(), "secret");
        Servers.execute("CREATE USER " + account.user() + " IDENTIFIED BY 'secret'");
        Servers.execute("GRANT " + rights + " ON rocketmq_transaction_db.* TO " + account.user());
        return account;
    }

    /** A machine that is busy with other tests takes its time to accept a connection. */
    private static Node.Builder patient() {
        return Node.on("NO_TOPIC").with("tandem.mysql.connect-timeout", "20s");
    }
}
