package io.tandem.bench.measure;

import io.tandem.bench.arena.Arena;
import io.tandem.local.process.LocalFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Orders of earlier days, made in the database: as many rows in each table as if they had been paid. */
final class Rows {

    private static final long BATCH = 100_000;

    /** Below every number that is loaded, so that new orders are appended as they are in life. */
    private static final long FIRST_ORDER = 10_000_000_000L;

    private static final List<String> TABLES = List.of("orders", "tx_attempt", "logistics", "message_trace");

    /** UUIDv7 of a day ago, one a millisecond. */
    private static final String ID =
            "UNHEX(CONCAT(LPAD(HEX(FLOOR(UNIX_TIMESTAMP() * 1000) - 86400000 + n), 12, '0'), '70008', LPAD(HEX(n), 15, '0')))";

    private static final List<String> INSERTS = List.of(
            "INSERT INTO bench_numbers (n) WITH RECURSIVE r (n) AS (SELECT %d UNION ALL SELECT n + 1 FROM r WHERE n < %d)"
                    + " SELECT n FROM r",
            "INSERT INTO bench_ids SELECT n, " + ID + " FROM bench_numbers",
            "INSERT INTO orders (order_id, user_id, attempt_id) SELECT " + FIRST_ORDER
                    + " + n, 1001, id FROM bench_ids",
            "INSERT INTO tx_attempt (attempt_id, outcome, decided_by, message_key, subject, message_id, half_stored_at,"
                    + " half_took_us, producer, broker) SELECT id, 'COMMIT', 'LOCAL_TRANSACTION', " + FIRST_ORDER
                    + " + n, '1001', HEX(id), NOW(6), 1000, 'generated', '127.0.0.1:8081' FROM bench_ids",
            "INSERT INTO logistics (order_id, user_id, attempt_id, message_id, delivery_attempt, received_at, consumer) SELECT "
                    + FIRST_ORDER + " + n, 1001, id, HEX(id), 1, NOW(6), 'generated' FROM bench_ids",
            "INSERT INTO message_trace (attempt_id, message_key, message_id, step, result, began_at, took_us, host)"
                    + " SELECT id, " + FIRST_ORDER
                    + " + n, HEX(id), 'COMMIT', 'SENT', NOW(6), 1000, 'generated' FROM bench_ids");

    private Rows() {}

    static void none(Arena arena) {
        TABLES.forEach(table -> arena.execute("TRUNCATE TABLE " + table));
    }

    /** Adds those from number {@code from} up to, without, {@code to}. */
    static void add(Arena arena, long from, long to) {
        try (Connection connection = arena.admin();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION cte_max_recursion_depth = 10000000, sql_log_bin = 0");
            statement.execute("CREATE TEMPORARY TABLE bench_numbers (n BIGINT PRIMARY KEY)");
            statement.execute("CREATE TEMPORARY TABLE bench_ids (n BIGINT PRIMARY KEY, id BINARY(16))");
            for (long first = from; first < to; first += BATCH) {
                statement.execute("TRUNCATE TABLE bench_numbers");
                statement.execute("TRUNCATE TABLE bench_ids");
                for (String insert : INSERTS) {
                    statement.execute(
                            insert.contains("%d") ? insert.formatted(first, Math.min(first + BATCH, to) - 1) : insert);
                }
            }
        } catch (SQLException failure) {
            throw new LocalFailure("Cannot generate rows: " + failure.getMessage(), failure);
        }
    }
}
