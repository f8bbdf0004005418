package io.tandem.acceptance.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.acceptance.Caller;
import io.tandem.local.process.Folders;
import io.tandem.local.process.Progress;
import io.tandem.local.run.StackConfig;
import io.tandem.local.run.TandemStack;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * No statement of any page, call, gauge, search or pruning grows with the tables: MySQL's own log says of each how many rows it
 * examined. With {@code -Dsize.rows=1000000} also how long it took. It fills tables for minutes, so it runs where it is asked for.
 */
@EnabledIfSystemProperty(named = "size.rows", matches = "[0-9]+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryStatementTest {

    private static final int ROWS = Integer.getInteger("size.rows", 100_000);

    /** What the console looks at at once: 10,000 found and 10,000 parked, each with its order and its shipment. */
    private static final int MOST_EXAMINED = 80_000;

    private static final Path FOLDER = Path.of("target", "size").toAbsolutePath();

    private TandemStack stack;
    private BigTables tables;
    private Caller operator;
    private Caller browser;

    @BeforeAll
    void start() throws SQLException {
        Folders.delete(FOLDER);
        stack = new TandemStack(StackConfig.onFreePorts(FOLDER, Progress.CONSOLE));
        stack.start();
        tables = new BigTables(stack.database(), ROWS);
        tables.fill();
        execute("TRUNCATE mysql.slow_log");
        execute("SET GLOBAL log_output = 'TABLE'");
        execute("SET GLOBAL long_query_time = 0");
        execute("SET GLOBAL slow_query_log = 1");
        // What is in the pools has its own idea of what is slow.
        execute("SET GLOBAL offline_mode = 1");
        execute("SET GLOBAL offline_mode = 0");
        String order = stack.services().order().url();
        operator = Caller.stranger(order)
                .basic(stack.signIn().user(), stack.signIn().password());
        browser = Caller.browser(order);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> operator.get("/api/orders/1").statusCode() == 404);
        browser.signIn(stack.signIn().user(), stack.signIn().password(), "");
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void examinesNoMoreRowsThanItLooksAt() throws Exception {
        String attempt = tables.attempt(ROWS / 2);
        List<String> addresses = List.of(
                "/",
                "/consistency",
                "/trace",
                "/trace?orderId=" + BigTables.orderId(5),
                "/trace?attemptId=" + attempt,
                "/trace?messageId=M77",
                "/result/" + attempt,
                "/logistic?userId=1&orderId=" + BigTables.orderId(20_000));
        List<String> calls = List.of(
                "/api/consistency",
                "/api/consistency?limit=500",
                "/api/trace",
                "/api/trace?orderId=" + BigTables.orderId(5),
                "/api/trace?attemptId=" + attempt,
                "/api/trace?messageId=M77",
                "/api/orders/" + BigTables.orderId(5),
                "/api/attempts/" + attempt,
                "/api/logistics?userId=1&orderId=" + BigTables.orderId(20_000));

        List<String> answers = new ArrayList<>();
        addresses.forEach(path -> answers.add(said(path, browser.get(path))));
        calls.forEach(path -> answers.add(said(path, operator.get(path))));
        Map.of(
                        "/api/consistency/redeliveries",
                        "{\"attemptIds\":[\"" + attempt + "\"]}",
                        "/api/consistency/settlements",
                        "{\"attemptIds\":[\"" + attempt + "\"]}",
                        "/api/consistency/replays",
                        "{\"parkedIds\":[5]}",
                        "/api/consistency/dismissals",
                        "{\"parkedIds\":[6]}")
                .forEach((path, body) -> answers.add(said(path, operator.json(path, body))));
        operator.place(1, 5);
        // Gauges, sweep, search and pruning come by themselves, the last ten seconds after the start and then each
        // minute.
        await().atMost(Duration.ofSeconds(100))
                .until(() ->
                        statements("sql_text LIKE 'DELETE FROM tx_attempt%'").size() > 0);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> statements("sql_text LIKE '%FROM redelivery WHERE due_at%'")
                                .size()
                        > 0);

        statements("1 = 1").forEach(line -> Progress.CONSOLE.say(line));
        assertThat(answers).noneMatch(answer -> answer.startsWith("5"));
        assertThat(statements("rows_examined > " + MOST_EXAMINED)).isEmpty();
    }

    private static String said(String path, HttpResponse<String> answer) {
        return answer.statusCode() + " " + path;
    }

    /** One line for each text of a statement: the most rows that it examined, its longest time, the text. */
    private List<String> statements(String condition) throws SQLException {
        String sql =
                "SELECT MAX(rows_examined), MAX(TIME_TO_SEC(query_time)) * 1000, LEFT(REGEXP_REPLACE(CONVERT(sql_text"
                        + " USING utf8mb4), '\\\\s+', ' '), 150) AS text FROM mysql.slow_log WHERE user_host LIKE 'tandem%' AND "
                        + condition + " GROUP BY text ORDER BY 1 DESC LIMIT 60";
        List<String> lines = new ArrayList<>();
        try (Connection admin = stack.database().openAsAdmin();
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                lines.add(rows.getLong(1) + " rows " + rows.getLong(2) + " ms " + rows.getString(3));
            }
        }
        return lines;
    }

    private void execute(String sql) throws SQLException {
        try (Connection admin = stack.database().openAsAdmin();
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
