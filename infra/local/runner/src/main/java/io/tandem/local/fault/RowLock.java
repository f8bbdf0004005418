package io.tandem.local.fault;

import io.tandem.local.mysql.TandemDatabase;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Waiting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds an order's row, or the place where it would be, so that a local transaction stops in its middle, between its claim and its
 * commit: the moment in which things can be broken on purpose.
 */
public final class RowLock implements AutoCloseable {

    /** For the transaction to come so far. */
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private static final Duration CACHED = Duration.ofMillis(150);

    /** Those that the product wants above the wait for a lock are raised with it. */
    private static final Map<String, String> PATIENT = Map.of(
            "TANDEM_MYSQL_LOCK_WAIT", "30s",
            "TANDEM_ROCKETMQ_LOCAL_TRANSACTION_LIMIT", "40s",
            "TANDEM_ROCKETMQ_FENCE_AFTER", "40s",
            "TANDEM_MYSQL_SILENCE_LIMIT", "60s");

    private final TandemDatabase database;
    private final long orderId;
    private final Connection holder;

    /**
     * Settings of a process whose local transaction is to outlast the lock, on a slow machine too: as shipped it gives up after three
     * seconds ({@code tandem.mysql.lock-wait}).
     *
     * @param changes variables that differ for other reasons
     */
    public static Map<String, String> outlasted(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(PATIENT);
        settings.putAll(changes);
        return Map.copyOf(settings);
    }

    /** Waits if it is held already. */
    public RowLock(TandemDatabase database, long orderId) {
        this.database = database;
        this.orderId = orderId;
        try {
            holder = database.openAsAdmin();
            holder.setAutoCommit(false);
            try (PreparedStatement insert = holder.prepareStatement(
                    "INSERT INTO orders (order_id, user_id, attempt_id) VALUES (?, 1, RANDOM_BYTES(16))"
                            + " ON DUPLICATE KEY UPDATE user_id = user_id")) {
                insert.setLong(1, orderId);
                insert.executeUpdate();
            }
        } catch (SQLException failure) {
            throw new LocalFailure("Cannot lock order " + orderId + ": " + failure.getMessage(), failure);
        }
    }

    /** Until a local transaction waits for the row. */
    public boolean awaitWaiting() {
        return Waiting.until(AT_MOST, this::somebodyWaits);
    }

    /** Lets it go on. */
    @Override
    public void close() {
        try (holder) {
            holder.rollback();
        } catch (SQLException failure) {
            throw new LocalFailure("Cannot unlock: " + failure.getMessage(), failure);
        }
    }

    private boolean somebodyWaits() throws SQLException {
        // InnoDB shows what it showed before as long as it is asked more often than every 100 ms.
        Waiting.pause(CACHED);
        try (Connection admin = database.openAsAdmin();
                PreparedStatement waiting = admin.prepareStatement("SELECT COUNT(*) FROM information_schema.innodb_trx"
                        + " WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE ?")) {
            waiting.setString(1, "%" + orderId + "%");
            try (ResultSet rows = waiting.executeQuery()) {
                return rows.next() && rows.getLong(1) > 0;
            }
        }
    }
}
