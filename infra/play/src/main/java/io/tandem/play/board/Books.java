package io.tandem.play.board;

import io.tandem.local.mysql.TandemDatabase;
import io.tandem.local.process.LocalFailure;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the services' tables. Fails with a {@link LocalFailure} while MySQL is away. */
public final class Books {

    private static final String COUNT = "SELECT (SELECT COUNT(*) FROM orders), (SELECT COUNT(*) FROM logistics),"
            + " (SELECT COUNT(*) FROM orders o LEFT JOIN logistics l ON l.order_id = o.order_id AND l.user_id = o.user_id"
            + " WHERE l.order_id IS NULL),"
            + " (SELECT COUNT(*) FROM logistics l LEFT JOIN orders o ON l.order_id = o.order_id AND l.user_id = o.user_id"
            + " WHERE o.order_id IS NULL),"
            + " (SELECT COUNT(*) FROM tx_attempt WHERE outcome = 'COMMIT'),"
            + " (SELECT COUNT(*) FROM tx_attempt WHERE outcome = 'ROLLBACK')";

    private final TandemDatabase database;

    public Books(TandemDatabase database) {
        this.database = database;
    }

    public Count count() {
        return read(
                        COUNT,
                        row -> new Count(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6)))
                .get(0);
    }

    /** Who has the order of that number. */
    public Optional<Long> buyer(long order) {
        return read("SELECT user_id FROM orders WHERE order_id = ?", row -> row.getLong(1), order).stream()
                .findFirst();
    }

    /** To whom that order was shipped, in the order of the shipments: one user, or none; more where the unique key is missing. */
    public List<Long> shippedTo(long order) {
        return read(
                "SELECT user_id FROM logistics WHERE order_id = ? ORDER BY created_at", row -> row.getLong(1), order);
    }

    /** What the ledger says of the attempts at that order, oldest first. */
    public List<Decision> decisions(long order) {
        return read(
                "SELECT attempt_id, outcome FROM tx_attempt WHERE message_key = ? ORDER BY attempt_id",
                row -> new Decision(uuid(row.getBytes(1)), row.getString(2)),
                Long.toString(order));
    }

    /** What the last check-back of the attempt was answered, empty if there was none. */
    public String checkBack(UUID attempt) {
        return read(
                        "SELECT result FROM message_trace WHERE attempt_id = UUID_TO_BIN(?) AND step = 'CHECK_BACK'"
                                + " ORDER BY trace_id DESC LIMIT 1",
                        row -> row.getString(1),
                        attempt.toString())
                .stream()
                .findFirst()
                .orElse("");
    }

    /** Whether the producer has told the broker to deliver, or to throw away. */
    public boolean isResolved(UUID attempt) {
        return !read(
                        "SELECT 1 FROM message_trace WHERE attempt_id = UUID_TO_BIN(?) AND step IN ('COMMIT', 'ROLLBACK')",
                        row -> true,
                        attempt.toString())
                .isEmpty();
    }

    /** A row of the ledger. */
    public record Decision(UUID attempt, String outcome) {}

    private <T> List<T> read(String sql, RowReader<T> reader, Object... parameters) {
        try (Connection connection = database.openAsAdmin();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        } catch (SQLException failure) {
            throw new LocalFailure("Cannot read the tables: " + failure.getMessage(), failure);
        }
    }

    private static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** Of the row that the cursor is at. */
    @FunctionalInterface
    private interface RowReader<T> {

        T read(ResultSet row) throws SQLException;
    }
}
