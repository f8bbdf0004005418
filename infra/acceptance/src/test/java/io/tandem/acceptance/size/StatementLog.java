package io.tandem.acceptance.size;

import io.tandem.local.mysql.TandemDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** MySQL's slow log with everything in it, of one database. */
final class StatementLog {

    private static final String LOGGED =
            "SELECT rows_examined, TIME_TO_SEC(query_time) * 1000 + MICROSECOND(query_time) / 1000, sql_text"
                    + " FROM mysql.slow_log WHERE db = ? AND user_host LIKE 'tandem%'";

    private static final Pattern STATEMENT = Pattern.compile("(?is)\\s*(SELECT|INSERT|UPDATE|DELETE)\\b.*");
    private static final Pattern VALUE =
            Pattern.compile("(?i)_?(binary)?x?'(?:[^'\\\\]++|\\\\.)*+'|\\b[0-9][0-9.]*\\b");

    /** A walk from one end of an index that a limit ends soon is none through the table. */
    private static final Pattern BOUNDED = Pattern.compile("(?s).*\\bLIMIT\\b.*");

    private final TandemDatabase database;

    StatementLog(TandemDatabase database) {
        this.database = database;
    }

    /** From now on, for new connections. */
    void begin() throws SQLException {
        execute("TRUNCATE mysql.slow_log");
        execute("SET GLOBAL log_output = 'TABLE'");
        execute("SET GLOBAL long_query_time = 0");
        execute("SET GLOBAL slow_query_log = 1");
    }

    void end() throws SQLException {
        execute("SET GLOBAL slow_query_log = 0");
        execute("SET GLOBAL long_query_time = 10");
        execute("SET GLOBAL log_output = 'FILE'");
        execute("TRUNCATE mysql.slow_log");
    }

    boolean has(String part) throws SQLException {
        try (Connection admin = database.openAsAdmin();
                PreparedStatement statement = admin.prepareStatement(
                        "SELECT 1 FROM mysql.slow_log WHERE db = ? AND sql_text LIKE ? LIMIT 1")) {
            statement.setString(1, database.name());
            statement.setString(2, "%" + part + "%");
            return statement.executeQuery().next();
        }
    }

    /** One for each text, whatever its values; what examined most comes first. */
    List<Asked> asked() throws SQLException {
        Map<String, Asked> byText = new LinkedHashMap<>();
        try (Connection admin = database.openAsAdmin();
                PreparedStatement statement = admin.prepareStatement(LOGGED)) {
            statement.setString(1, database.name());
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                String text = rows.getString(3);
                if (STATEMENT.matcher(text).matches()) {
                    byText.merge(
                            VALUE.matcher(text).replaceAll("?"),
                            new Asked(text, 1, rows.getLong(1), rows.getDouble(2), List.of()),
                            StatementLog::both);
                }
            }
            List<Asked> explained = new ArrayList<>();
            for (Asked one : byText.values()) {
                explained.add(
                        new Asked(one.text(), one.times(), one.examined(), one.millis(), walks(admin, one.text())));
            }
            explained.sort(Comparator.comparingLong(Asked::examined).reversed());
            return explained;
        }
    }

    private static Asked both(Asked one, Asked other) {
        return new Asked(
                one.text(),
                one.times() + 1,
                Math.max(one.examined(), other.examined()),
                Math.max(one.millis(), other.millis()),
                List.of());
    }

    private static List<String> walks(Connection admin, String text) throws SQLException {
        List<String> walks = new ArrayList<>();
        try (Statement statement = admin.createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN FORMAT=TRADITIONAL " + text)) {
            while (plan.next()) {
                String table = String.valueOf(plan.getString("table"));
                String extra = String.valueOf(plan.getString("Extra"));
                String how = String.valueOf(plan.getString("type"));
                boolean ofTheStatement = table.startsWith("<")
                        || extra.contains("Table function")
                        // has one row, of all times
                        || table.equals("tx_environment")
                        // of what is inserted into it says ALL
                        || "INSERT".equals(plan.getString("select_type"));
                boolean whole = how.equals("ALL")
                        || (how.equals("index") && !BOUNDED.matcher(text).matches() && !extra.contains("group-by"));
                if (!ofTheStatement && whole) {
                    walks.add(how + " of " + table + " in " + text.replaceAll("\\s+", " "));
                }
            }
        }
        return walks;
    }

    private void execute(String sql) throws SQLException {
        try (Connection admin = database.openAsAdmin();
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
