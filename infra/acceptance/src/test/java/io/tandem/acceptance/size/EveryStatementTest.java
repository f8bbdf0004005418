package io.tandem.acceptance.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Tandem;
import io.tandem.local.mysql.DatabaseServer;
import io.tandem.local.mysql.TandemDatabase;
import io.tandem.local.process.Folders;
import io.tandem.local.process.Progress;
import io.tandem.local.process.Secrets;
import io.tandem.local.run.ServiceProcess;
import io.tandem.local.run.TandemStack;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * No statement of any page, call, gauge, search or pruning grows with the tables: MySQL's own log says what was asked, how many rows
 * were examined and how long it took, and EXPLAIN how. {@code make test-size} fills the tables with a million rows each; else they are
 * enough for MySQL to plan as it would then, and no time counts.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryStatementTest {

    private static final int ROWS = Integer.getInteger("size.rows", 20_000);

    /** What the console looks at at once: 10,000 found and 10,000 parked, each with its order and its shipment. */
    private static final int MOST_EXAMINED = 80_000;

    /** A count that ends at 100,000. */
    private static final int MOST_COUNTED = 200_001;

    private static final int MOST_MILLIS = 200;

    private static final String NAME = "tandem_size";

    private static final Path FOLDER = Path.of("target", "size").toAbsolutePath();

    private TandemDatabase database;
    private BigTables tables;
    private StatementLog log;
    private ServiceProcess logistics;
    private ServiceProcess order;
    private Caller operator;
    private Caller browser;

    /** Services of their own, on a database and a topic of their own. */
    @BeforeAll
    void start() throws SQLException {
        Folders.delete(FOLDER);
        TandemStack stack = Tandem.stack();
        stack.rocketMq().orElseThrow().createTransactionTopic(NAME);
        stack.rocketMq().orElseThrow().createGroup(NAME, 5);
        database = TandemDatabase.create(
                        DatabaseServer.of(stack.mySql().orElseThrow()),
                        NAME,
                        Secrets.in(stack.folder().secrets()))
                .migrate(FOLDER.resolve("migrate.log"));
        tables = new BigTables(database, ROWS);
        tables.fill();
        log = new StatementLog(database);
        log.begin();
        logistics = Tandem.services().anotherLogistics(environment(database.environment(database.logisticsAccount())));
        Map<String, String> ofOrder = environment(database.environment(database.orderAccount()));
        ofOrder.put("LOGISTICS_URL", logistics.url());
        order = Tandem.services().anotherOrder(ofOrder);
        operator = Caller.program(order.url());
        browser = Caller.signedIn(order.url());
    }

    private static Map<String, String> environment(Map<String, String> mySql) {
        Map<String, String> environment = new LinkedHashMap<>(mySql);
        environment.put("ROCKETMQ_ORDER_TOPIC", NAME);
        environment.put("ROCKETMQ_LOGISTIC_CONSUMER_GROUP", NAME);
        return environment;
    }

    @AfterAll
    void stop() throws SQLException {
        order.stop();
        logistics.stop();
        log.end();
        tables.drop();
    }

    @Test
    void takesTheTimeOfWhatItShows() throws Exception {
        String attempt = tables.attempt(ROWS / 2);
        long missing = BigTables.orderId(5);
        long shipped = BigTables.orderId(ROWS - 1);
        List<String> addresses = List.of(
                "/",
                "/status",
                "/consistency",
                "/consistency/missing",
                "/consistency/missing?order=" + missing,
                "/consistency/missing?user=1&hours=1",
                "/consistency/parked",
                "/consistency/parked?from=1000",
                "/consistency/parked?reason=malformed",
                "/consistency/parked?reason=unknown-version",
                "/consistency/parked?reason=unknown-version&hours=1",
                "/consistency/parked?order=" + missing,
                "/consistency/parked?order=" + missing + "&reason=malformed&hours=100",
                "/consistency/parked?hours=1",
                "/consistency/parked?hours=40",
                "/consistency/parked?state=DISMISSED",
                "/consistency/parked?state=REPLAYED&reason=malformed",
                "/consistency/in-doubt",
                "/consistency/unsettled",
                "/consistency/unsent",
                "/consistency/stray",
                "/consistency/log",
                "/consistency/log?from=500",
                "/trace",
                "/trace?orderId=" + missing,
                "/trace?attemptId=" + attempt,
                "/trace?messageId=M77",
                "/result/" + attempt,
                "/logistic?userId=1&orderId=" + shipped,
                "/logistic?userId=1&orderId=" + missing,
                "/logistic?userId=1&orderId=1");
        List<String> calls = List.of(
                "/api/consistency",
                "/api/consistency?limit=500",
                "/api/trace",
                "/api/trace?limit=100&before=" + attempt,
                "/api/trace?orderId=" + missing,
                "/api/trace?attemptId=" + attempt,
                "/api/trace?messageId=M77",
                "/api/orders/" + missing,
                "/api/attempts/" + attempt,
                "/api/logistics?userId=1&orderId=" + shipped);
        Map<String, String> repairs = Map.of(
                "/api/consistency/redeliveries", "{\"attemptIds\":[\"" + attempt + "\"]}",
                "/api/consistency/settlements", "{\"attemptIds\":[\"" + attempt + "\"]}",
                "/api/consistency/searches", "{}",
                "/api/consistency/replays", "{\"parkedIds\":[5]}",
                "/api/consistency/dismissals", "{\"parkedIds\":[6]}",
                "/api/consistency/restorations", "{\"parkedIds\":[6]}");

        List<String> answers = new ArrayList<>();
        addresses.forEach(path -> answers.add(said(path, browser.get(path))));
        calls.forEach(path -> answers.add(said(path, operator.get(path))));
        repairs.forEach((path, body) -> answers.add(said(path, operator.json(path, body))));
        answers.add(said("an order", operator.place(1, 5)));
        answers.add(said("all", operator.json("/api/consistency/redeliveries", "{\"all\":true}")));
        // Gauges, sweep, search, publishing and pruning come by themselves, the last ten seconds after the start.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> log.has("DELETE FROM tx_attempt")
                        && log.has("DELETE FROM message_trace")
                        && log.has("FROM redelivery WHERE due_at"));

        List<Asked> asked = log.asked();
        asked.forEach(statement -> Progress.CONSOLE.say(statement.toString()));
        assertThat(answers).noneMatch(answer -> answer.startsWith("5"));
        assertThat(asked).as("examine no more than is shown").noneMatch(EveryStatementTest::examinesTooMuch);
        assertThat(asked).as("walk through no table").flatMap(Asked::walks).isEmpty();
        if (ROWS >= BigTables.MANY) {
            assertThat(asked).as("take no longer than a look").noneMatch(one -> one.millis() > MOST_MILLIS);
        }
    }

    private static boolean examinesTooMuch(Asked statement) {
        return statement.examined() > (statement.text().contains("COUNT(*)") ? MOST_COUNTED : MOST_EXAMINED);
    }

    private static String said(String path, HttpResponse<String> answer) {
        return answer.statusCode() + " " + path;
    }
}
