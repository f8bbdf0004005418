package io.tandem.load;

import io.tandem.load.client.Tally;
import io.tandem.local.mysql.TandemDatabase;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Waiting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the database says in the end, compared with what the callers were tally. */
final class Books {

    /** A check-back, and a redelivery after the grace time, have had their turn by then. */
    private static final Duration QUIET_WITHIN = Duration.ofMinutes(5);

    private static final String UNSHIPPED =
            "SELECT COUNT(*) FROM orders o LEFT JOIN logistics l ON l.order_id = o.order_id"
                    + " WHERE o.order_id BETWEEN ? AND ? AND l.order_id IS NULL";

    private final TandemDatabase database;

    Books(TandemDatabase database) {
        this.database = database;
    }

    /**
     * @param lost told "placed", and there is no order
     * @param unshipped an order without its shipment, when all should have arrived
     * @param unexpected told "nothing was written", and there is an order
     * @param strays a shipment without an order, or another user's or attempt's
     * @param doubtful decided COMMIT without an order, or an order without that decision
     */
    record Audit(long orders, long lost, long unshipped, long unexpected, long strays, long doubtful) {

        static final Audit NOTHING = new Audit(0, 0, 0, 0, 0, 0);

        Audit plus(Audit other) {
            return new Audit(
                    orders + other.orders,
                    lost + other.lost,
                    unshipped + other.unshipped,
                    unexpected + other.unexpected,
                    strays + other.strays,
                    doubtful + other.doubtful);
        }

        boolean balanced() {
            return lost + unshipped + unexpected + strays + doubtful == 0;
        }
    }

    /** Waits until nothing is on its way any more; the numbers are those of the first and the last order of a phase. */
    Audit audit(long first, long last, Tally tally) {
        Waiting.until(QUIET_WITHIN, () -> number(UNSHIPPED, first, last) == 0);
        Set<Long> orders =
                new HashSet<>(numbers("SELECT order_id FROM orders WHERE order_id BETWEEN ? AND ?", first, last));
        return new Audit(
                orders.size(),
                tally.placed().stream().filter(order -> !orders.contains(order)).count(),
                number(UNSHIPPED, first, last),
                tally.nothingWritten().stream().filter(orders::contains).count(),
                number(
                        "SELECT COUNT(*) FROM logistics l LEFT JOIN orders o ON o.order_id = l.order_id"
                                + " WHERE l.order_id BETWEEN ? AND ? AND (o.order_id IS NULL OR o.user_id <> l.user_id"
                                + " OR o.attempt_id <> l.attempt_id)",
                        first,
                        last),
                number(
                        "SELECT COUNT(*) FROM tx_attempt t LEFT JOIN orders o ON o.attempt_id = t.attempt_id"
                                + " WHERE CAST(t.message_key AS UNSIGNED) BETWEEN ? AND ?"
                                + " AND (t.outcome = 'COMMIT') <> (o.order_id IS NOT NULL)",
                        first,
                        last));
    }

    private long number(String sql, long... values) {
        return numbers(sql, values).get(0);
    }

    private List<Long> numbers(String sql, long... values) {
        try (Connection connection = database.openAsAdmin();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setLong(i + 1, values[i]);
            }
            List<Long> numbers = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                }
            }
            return numbers;
        } catch (SQLException failed) {
            throw new LocalFailure("The books cannot be read: " + failed.getMessage(), failed);
        }
    }
}
