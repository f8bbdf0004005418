package io.tandem.points;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tandem.local.mysql.Account;
import io.tandem.testing.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A database and an account of the service's own, on the real servers, with its topic and group. */
public final class PointsServers implements QuarkusTestResourceLifecycleManager {

    private static final String DATABASE = "points_db";

    /** The extension's tables first. */
    private static final List<String> SCRIPTS = List.of(
            "/db/tandem/V1000__transaction_messages.sql",
            "/db/tandem/V1001__search_by_the_time_of_decision.sql",
            "/db/tandem/V1002__groups.sql",
            "/db/tandem/V1005__lists_of_parked_messages.sql",
            "/db/tandem/V1006__lists_of_open_attempts.sql",
            "/db/tandem/V1007__environment.sql",
            "points.sql");

    @Override
    public Map<String, String> start() {
        Account account = createDatabase();
        Servers.rocketMq().createTransactionTopic("POINTS");
        Servers.rocketMq().createGroup("NEWSLETTER", 5);
        return Map.of(
                "quarkus.datasource.reactive.url",
                "mysql://127.0.0.1:" + Servers.mySql().port() + "/" + DATABASE,
                "quarkus.datasource.username",
                account.user(),
                "quarkus.datasource.password",
                account.password(),
                "tandem.rocketmq.endpoint",
                Servers.rocketMq().endpoint(),
                "tandem.rocketmq.consumer.long-polling",
                "2s",
                "quarkus.http.test-port",
                "0");
    }

    @Override
    public void stop() {
        // Servers stop with the test JVM.
    }

    private static Account createDatabase() {
        Account account = new Account("tandem_points", UUID.randomUUID().toString());
        Servers.database();
        Servers.execute("CREATE DATABASE " + DATABASE);
        Servers.execute("CREATE USER '" + account.user() + "'@'%' IDENTIFIED BY '" + account.password() + "'");
        try (Connection connection = Servers.database().openAsAdmin()) {
            connection.setCatalog(DATABASE);
            for (String script : SCRIPTS) {
                run(script(script), connection);
            }
        } catch (IOException | SQLException failed) {
            throw new IllegalStateException("The tables of " + DATABASE, failed);
        }
        return account;
    }

    private static String script(String name) throws IOException {
        try (InputStream script = PointsServers.class.getResourceAsStream(name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void run(String script, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : script.split(";\n", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }
}
