package io.tandem.faults.evidence;

import io.tandem.faults.check.Evidence.Decision;
import io.tandem.faults.check.Evidence.Order;
import io.tandem.faults.check.Evidence.Parked;
import io.tandem.faults.check.Evidence.Shipment;
import io.tandem.faults.load.Numbers;
import io.tandem.local.mysql.TandemDatabase;
import io.tandem.local.process.LocalFailure;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tandem's tables, as far as the numbers of a round go. */
public final class Tables {

    private static final String RANGE = " WHERE order_id >= ? AND order_id < ?";
    private static final String KEYS = " WHERE CAST(message_key AS SIGNED) >= ? AND CAST(message_key AS SIGNED) < ?";

    private final TandemDatabase database;
    private final Numbers numbers;

    public Tables(TandemDatabase database, Numbers numbers) {
        this.database = database;
        this.numbers = numbers;
    }

    public List<Decision> ledger() {
        return rows(
                "SELECT attempt_id, outcome, message_key FROM tx_attempt" + KEYS,
                row -> new Decision(
                        uuid(row.getBytes(1)), "COMMIT".equals(row.getString(2)), Optional.of(row.getLong(3))));
    }

    public List<Order> orders() {
        return rows(
                "SELECT order_id, user_id, attempt_id, idempotency_key, created_at FROM orders" + RANGE,
                row -> new Order(
                        row.getLong(1),
                        row.getLong(2),
                        uuid(row.getBytes(3)),
                        Optional.ofNullable(row.getBytes(4)).map(Tables::uuid),
                        utc(row, 5)));
    }

    public List<Shipment> shipments() {
        return rows(
                "SELECT order_id, user_id, attempt_id, created_at FROM logistics" + RANGE,
                row -> new Shipment(row.getLong(1), row.getLong(2), uuid(row.getBytes(3)), utc(row, 4)));
    }

    public List<Parked> parked() {
        return rows(
                "SELECT parked_id, attempt_id, message_key, reason FROM parked_message" + KEYS
                        + " AND state = 'PARKED'",
                row -> new Parked(
                        row.getLong(1),
                        Optional.ofNullable(row.getBytes(2)).map(Tables::uuid),
                        Optional.of(row.getLong(3)),
                        row.getString(4)));
    }

    /** Orders that wait for their shipment. */
    public long unshipped() {
        return rows(
                        "SELECT COUNT(*) FROM orders LEFT JOIN logistics USING (order_id)" + RANGE
                                + " AND logistics.user_id IS NULL",
                        row -> row.getLong(1))
                .get(0);
    }

    /** How much there is: unequal to before as long as something is still being written. */
    public long size() {
        return rows("SELECT COUNT(*) FROM tx_attempt" + KEYS, row -> row.getLong(1))
                        .get(0)
                + rows("SELECT COUNT(*) FROM orders" + RANGE, row -> row.getLong(1))
                        .get(0)
                + rows("SELECT COUNT(*) FROM logistics" + RANGE, row -> row.getLong(1))
                        .get(0);
    }

    private <T> List<T> rows(String sql, RowReader<T> reader) {
        try (Connection connection = database.openAsAdmin();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, numbers.from());
            statement.setLong(2, numbers.to());
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

    private static Instant utc(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
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
