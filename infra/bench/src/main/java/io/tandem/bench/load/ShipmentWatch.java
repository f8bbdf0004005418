package io.tandem.bench.load;

import io.tandem.load.client.Tally;
import io.tandem.load.client.Times;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Waiting;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * Sees shipments appear, as anybody would who looks into the table: committed, on another connection. Looks every few milliseconds
 * for all that are awaited, with one statement.
 */
final class ShipmentWatch implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(3);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 2_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final Map<Long, Long> awaited = new ConcurrentHashMap<>();
    private final Histogram seen = Tally.histogram();
    private final Connection connection;
    private final Thread thread;
    private volatile boolean ending;

    ShipmentWatch(Map<String, String> environment) {
        try {
            connection = DriverManager.getConnection(
                    "jdbc:mysql://" + environment.get("MYSQL_HOST") + ":" + environment.get("MYSQL_PORT") + "/"
                            + environment.get("MYSQL_DB") + "?sslMode=DISABLED&allowPublicKeyRetrieval=true",
                    environment.get("MYSQL_LOGISTICS_USER"),
                    environment.get("MYSQL_LOGISTICS_PASSWORD"));
        } catch (SQLException failure) {
            throw new LocalFailure("Cannot look for shipments: " + failure.getMessage(), failure);
        }
        thread = new Thread(this::look, "shipment-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Before the order is sent, for its shipment may be there before its answer. */
    void await(long orderId, long began) {
        awaited.put(orderId, began);
    }

    void forget(long orderId) {
        awaited.remove(orderId);
    }

    /** When all that were awaited are there, or the patience is over. */
    Times end() {
        Waiting.until(PATIENCE, awaited::isEmpty);
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return Times.of(seen);
    }

    long unseen() {
        return awaited.size();
    }

    private void look() {
        while (!ending) {
            List<Long> orders = awaited.keySet().stream().limit(AT_ONCE).toList();
            if (!orders.isEmpty()) {
                take(orders);
            }
            Waiting.pause(LOOK_EVERY);
        }
    }

    private void take(List<Long> orders) {
        String numbers = orders.stream().map(String::valueOf).collect(Collectors.joining(","));
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT order_id FROM logistics WHERE order_id IN (" + numbers + ")")) {
            long now = System.nanoTime();
            while (rows.next()) {
                Long began = awaited.remove(rows.getLong(1));
                if (began != null) {
                    seen.recordValue((now - began) / NANOS_PER_MICRO);
                }
            }
        } catch (SQLException failure) {
            throw new LocalFailure("Cannot look for shipments: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            throw new LocalFailure("Cannot close: " + gone.getMessage(), gone);
        }
    }
}
