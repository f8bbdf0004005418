package io.tandem.local.run;

import io.tandem.local.process.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the tests of a run do to it and ask it. */
final class RunFixture {

    static final List<String> PROCESSES = List.of("mysql", "rocketmq", "order", "logistics");

    private RunFixture() {}

    /** Every port a free one, and no waiting before a restart that is longer than it must be. */
    static Map<String, String> onFreePorts() {
        return new HashMap<>(Map.of(
                "ORDER_PORT", port(),
                "ORDER_MANAGEMENT_PORT", port(),
                "LOGISTICS_PORT", port(),
                "LOGISTICS_MANAGEMENT_PORT", port(),
                "LOCAL_MYSQL_PORT", port(),
                "LOCAL_ROCKETMQ_PORT", port(),
                "LOCAL_NAMESRV_PORT", port(),
                "LOCAL_BROKER_PORT", Integer.toString(FreePorts.next(2)),
                "RESTART_DELAY", "1"));
    }

    static boolean isAlive(long pid) {
        return pid != 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    static String get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    static void pay(RunnerProcess runner, long orderId, long userId) throws Exception {
        try (Connection connection = connect(runner);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO orders (order_id, user_id, attempt_id) VALUES (" + orderId + ", " + userId
                    + ", RANDOM_BYTES(16))");
        }
    }

    static String query(RunnerProcess runner, String sql) throws Exception {
        try (Connection connection = connect(runner);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static Connection connect(RunnerProcess runner) throws IOException, SQLException {
        Map<String, String> environment = runner.environment();
        return DriverManager.getConnection(
                "jdbc:mysql://127.0.0.1:" + environment.get("MYSQL_PORT") + "/" + environment.get("MYSQL_DB")
                        + "?allowPublicKeyRetrieval=true",
                environment.get("MYSQL_ADMIN_USER"),
                environment.get("MYSQL_ADMIN_PASSWORD"));
    }

    private static String port() {
        return Integer.toString(FreePorts.next());
    }
}
