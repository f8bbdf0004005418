package io.tandem.acceptance.size;

import io.tandem.local.mysql.TandemDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * As many rows in every table as are asked for, as they are after some busy days: nearly all is well, a hundredth was asked for by
 * check-backs, and everything that can wait for people waits.
 */
final class BigTables {

    /** The attempts are of the last three days, in the order of their numbers. */
    private static final String MADE_MS = "({began} - 259200 + FLOOR(i * 172800 / {rows})) * 1000";

    private static final String ATTEMPT =
            "UNHEX(CONCAT(LPAD(HEX(" + MADE_MS + "), 12, '0'), '70008000', LPAD(HEX(i), 12, '0')))";

    /** A tenth of those that a check-back found open are open still. */
    private static final String TRACED_ATTEMPT =
            ATTEMPT.replace("'70008000'", "IF(i % 2000 = 0, '70008001', '70008000')");

    private static final String AT = "FROM_UNIXTIME(" + MADE_MS + " / 1000)";

    /** One that is frequent, and one that is not. */
    private static final String REASON = "IF(i = 7, 'unknown-version', 'malformed')";

    /** From here on the time counts. */
    static final int MANY = 100_000;

    /** Of a statement: what a slow machine inserts before the connection has been silent for too long. */
    private static final int PIECE = 50_000;

    /** What {@code make run} gives MySQL, 64 MB, holds a twentieth of a million rows in each table: the time would be the disk's. */
    private static final long MANY_ROWS_POOL = 1L << 30;

    private static final String POOL = "innodb_buffer_pool_size";

    private final TandemDatabase database;
    private final int rows;

    /** An attempt is of the same time in each table. */
    private final long began = System.currentTimeMillis() / 1000;

    private long pool;

    BigTables(TandemDatabase database, int rows) {
        this.database = database;
        this.rows = rows;
    }

    /** Of the attempt with that number, 0 to {@code rows - 1}. */
    String attempt(int number) throws SQLException {
        try (Connection admin = database.openAsAdmin();
                Statement statement = admin.createStatement();
                var found = statement.executeQuery(
                        "SELECT BIN_TO_UUID(attempt_id) FROM orders WHERE order_id = " + orderId(number))) {
            found.next();
            return found.getString(1);
        }
    }

    static long orderId(int number) {
        return 10_000_000L + number;
    }

    void fill() throws SQLException {
        try (Connection admin = database.openAsAdmin();
                Statement statement = admin.createStatement()) {
            if (rows >= MANY) {
                pool = pool(statement);
                statement.execute("SET GLOBAL " + POOL + " = " + MANY_ROWS_POOL);
            }
            statement.execute("SET SESSION foreign_key_checks = 0, unique_checks = 0");
            statement.execute("CREATE TABLE number (i INT PRIMARY KEY)");
            statement.execute("SET SESSION cte_max_recursion_depth = 2000");
            statement.execute("INSERT INTO number WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE"
                    + " i < 999) SELECT a.i * 1000 + b.i FROM n a, n b WHERE a.i * 1000 + b.i < " + rows);
            insert(
                    statement,
                    "tx_attempt (attempt_id, outcome, decided_by, decided_at, message_key, subject, message_id)",
                    ATTEMPT + ", 'COMMIT', 'LOCAL_TRANSACTION', " + AT + ", 10000000 + i, '1', CONCAT('M', i)",
                    0);
            insert(
                    statement,
                    "orders (order_id, user_id, attempt_id, created_at)",
                    "10000000 + i, 1, " + ATTEMPT + ", " + AT,
                    0);
            // Of the first nothing has arrived.
            insert(
                    statement,
                    "logistics (order_id, user_id, attempt_id, message_id, delivery_attempt, created_at)",
                    "10000000 + i, 1, " + ATTEMPT + ", CONCAT('M', i), 1, " + AT,
                    Math.min(10_000, rows / 10));
            insert(
                    statement,
                    "message_trace (attempt_id, message_key, message_id, step, result, began_at, host, written_at)",
                    TRACED_ATTEMPT + ", 10000000 + i, CONCAT('M', i), IF(i % 100 = 0, 'CHECK_BACK', 'DELIVERY'),"
                            + " IF(i % 100 = 0, IF(i % 200 = 0, 'UNKNOWN', 'COMMIT'), 'DUPLICATE'), " + AT
                            + ", 'here', " + AT,
                    0);
            insert(
                    statement,
                    "parked_message (consumer_group, message_id, topic, message_key, attempt_id, reason,"
                            + " properties, body, delivery_attempt, parked_at)",
                    "'G', CONCAT('M', i), 'T', 10000000 + i, " + ATTEMPT + ", " + REASON
                            + ", '{}', REPEAT('x', 300), 1, " + AT,
                    0);
            insert(
                    statement,
                    "redelivery (attempt_id, due_at)",
                    ATTEMPT + ", CURRENT_TIMESTAMP(6) + INTERVAL 1 DAY",
                    0);
            insert(statement, "operator_action (account, action, target, result)", "'x', 'REPLAY', i, 'DONE'", 0);
            insert(
                    statement,
                    "web_session (session_hash, account, created_at, seen_at)",
                    "UNHEX(SHA2(i, 256)), 'x', CURRENT_TIMESTAMP(6), CURRENT_TIMESTAMP(6)",
                    0);
            statement.execute("UPDATE redelivery_search SET decided_to = CURRENT_TIMESTAMP(6) - INTERVAL 1 MINUTE");
            statement.execute("DROP TABLE number");
            statement.execute("ANALYZE TABLE tx_attempt, orders, logistics, message_trace, parked_message, redelivery,"
                    + " operator_action, web_session");
        }
    }

    void drop() throws SQLException {
        try (Connection admin = database.openAsAdmin();
                Statement statement = admin.createStatement()) {
            statement.execute("DROP DATABASE " + database.name());
            if (pool > 0) {
                statement.execute("SET GLOBAL " + POOL + " = " + pool);
            }
        }
    }

    private static long pool(Statement statement) throws SQLException {
        try (var found = statement.executeQuery("SELECT @@" + POOL)) {
            found.next();
            return found.getLong(1);
        }
    }

    private void insert(Statement statement, String columns, String values, int from) throws SQLException {
        String select = " SELECT "
                + values.replace("{rows}", Integer.toString(rows)).replace("{began}", Long.toString(began))
                + " FROM number WHERE i >= ";
        for (int first = from; first < rows; first += PIECE) {
            statement.execute("INSERT INTO " + columns + select + first + " AND i < " + (first + PIECE));
        }
    }
}
