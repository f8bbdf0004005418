package io.tandem.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.testing.Node;
import io.tandem.testing.Servers;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server's own defaults are another's business: a session has what the protocol relies on. */
@Tag("servers")
class SessionStateTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** What a parameter group could set, and has been seen to. */
    private static final Map<String, String> ADVERSE = Map.of(
            "autocommit", "0",
            "transaction_isolation", "SERIALIZABLE",
            "transaction_read_only", "1",
            "completion_type", "RELEASE",
            "unique_checks", "0",
            "sql_mode", "ANSI_QUOTES,NO_BACKSLASH_ESCAPES",
            "time_zone", "+09:00",
            "sql_select_limit", "10",
            "sql_safe_updates", "1",
            "innodb_lock_wait_timeout", "50");

    private static final String STATE =
            "SELECT CONCAT_WS(' ', @@autocommit, @@transaction_isolation, @@transaction_read_only,"
                    + " @@completion_type, @@unique_checks, @@sql_mode, @@time_zone, @@wait_timeout, @@character_set_client,"
                    + " @@character_set_connection, @@character_set_results, @@innodb_lock_wait_timeout,"
                    + " @@sql_select_limit, @@sql_safe_updates)";

    private static final String SET = " READ-COMMITTED 0 NO_CHAIN 1 ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,"
            + "NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION +00:00 30"
            + " utf8mb4 utf8mb4 utf8mb4 3 18446744073709551615 0";

    private static final Map<String, String> BEFORE = new HashMap<>();

    private static Node node;

    @BeforeAll
    static void setAdverseDefaults() {
        ADVERSE.forEach((variable, value) -> {
            BEFORE.put(variable, Servers.text("SELECT @@GLOBAL." + variable));
            set(variable, value);
        });
        node = Node.on("NO_TOPIC").build();
    }

    @AfterAll
    static void setWhatWasThere() {
        node.close();
        BEFORE.forEach(SessionStateTest::set);
    }

    @Test
    void requestsCommitEachStatement() {
        assertThat(node.pool()
                        .query(STATE)
                        .execute()
                        .map(SessionStateTest::text)
                        .await()
                        .atMost(LIMIT))
                .isEqualTo("1" + SET);
    }

    @Test
    void localTransactionsCommitNothingByThemselves() {
        TransactionConnection connection =
                node.transactions().connection().await().atMost(LIMIT);

        String state = connection
                .sql()
                .query(STATE)
                .execute()
                .map(SessionStateTest::text)
                .eventually(connection::rollback)
                .eventually(connection::release)
                .await()
                .atMost(LIMIT);

        assertThat(state).isEqualTo("0" + SET);
    }

    private static String text(RowSet<Row> rows) {
        return rows.iterator().next().getString(0);
    }

    private static void set(String variable, String value) {
        String literal = value.matches("[0-9]+") ? value : "'" + value + "'";
        Servers.execute("SET GLOBAL " + variable + "=" + literal);
    }
}
