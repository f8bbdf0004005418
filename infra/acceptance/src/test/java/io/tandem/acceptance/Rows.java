package io.tandem.acceptance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What is in Tandem's tables, read (and now and then written) past the services. */
public final class Rows {

    private Rows() {}

    /** How many rows the tables have into which an order is written: equal before and after, if nothing was. */
    public record Counts(long orders, long attempts) {}

    public static Counts counts() {
        return new Counts(number("SELECT COUNT(*) FROM orders"), number("SELECT COUNT(*) FROM tx_attempt"));
    }

    public static long orders(long orderId) {
        return number("SELECT COUNT(*) FROM orders WHERE order_id = ?", orderId);
    }

    public static long shipments(long orderId) {
        return number("SELECT COUNT(*) FROM logistics WHERE order_id = ?", orderId);
    }

    /** The first column of the first row. */
    public static long number(String sql, Object... values) {
        try (Connection connection = Tandem.stack().database().openAsAdmin();
                PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** The first column. */
    public static List<String> texts(String sql, Object... values) {
        try (Connection connection = Tandem.stack().database().openAsAdmin();
                PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    public static int execute(String sql, Object... values) {
        try (Connection connection = Tandem.stack().database().openAsAdmin();
                PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
