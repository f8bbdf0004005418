package io.tandem.local.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.local.process.FreePorts;
import io.tandem.local.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code make run} promises, seen from outside: real servers, stand-ins for the two services. */
class ForegroundRunTest {

    private static final List<String> PROCESSES = List.of("mysql", "rocketmq", "order", "logistics");

    @TempDir
    Path folder;

    private Path run;
    private Map<String, String> variables;
    private RunnerProcess runner;

    @BeforeEach
    void ports() {
        run = folder.resolve("run");
        variables = new HashMap<>(Map.of(
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

    @AfterEach
    void end() {
        if (runner != null) {
            runner.terminate();
        }
    }

    @Test
    void saysInOneLineThatItIsReadyAndKeepsItsSettingsForOthers() throws Exception {
        start();

        assertThat(runner.output().lines().filter(line -> line.contains("Tandem is ready")))
                .singleElement()
                .asString()
                .contains("http://127.0.0.1:" + variables.get("ORDER_PORT"))
                .contains("http://127.0.0.1:" + variables.get("LOGISTICS_PORT"))
                .contains("app_demo_user / " + runner.environment().get("APP_DEMO_PASSWORD"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.resolve("env"))))
                .isEqualTo("rw-------");
        assertThat(runner.environment())
                .containsKeys("ORDER_URL", "LOGISTICS_URL", "ORDER_MANAGEMENT_URL", "LOGISTICS_MANAGEMENT_URL")
                .containsKeys("APP_DEMO_USERNAME", "APP_DEMO_PASSWORD", "NAMESRV_ADDR")
                .containsKeys("MYSQL_HOST", "MYSQL_PORT", "MYSQL_DB", "MYSQL_USER", "MYSQL_PASSWORD")
                .containsKeys("MYSQL_ADMIN_USER", "MYSQL_ADMIN_PASSWORD", "MYSQL_SOCKET")
                .containsKeys("APP_DEMO_ROCKETMQ_ENDPOINT", "APP_DEMO_ROCKETMQ_USERNAME", "APP_DEMO_ROCKETMQ_PASSWORD");
        PROCESSES.forEach(name -> assertThat(isAlive(runner.pid(name))).as(name).isTrue());
    }

    @Test
    void givesTheServicesTheirSettingsInTheEnvironmentAndNotOnTheCommandLine() throws Exception {
        variables.put("MYSQL_ADMIN_PASSWORD", "not for services");
        start();

        assertThat(get(runner.environment().get("ORDER_URL") + "/environment").lines())
                .contains("MYSQL_HOST", "MYSQL_USER", "MYSQL_PASSWORD", "LOGISTICS_URL", "APP_DEMO_PASSWORD")
                .contains("APP_DEMO_ROCKETMQ_ENDPOINT")
                .doesNotContain("MYSQL_ADMIN_PASSWORD");
        String secret = runner.environment().get("MYSQL_PASSWORD");
        for (String name : PROCESSES) {
            assertThat(Files.readString(Path.of("/proc/" + runner.pid(name) + "/cmdline")))
                    .as(name)
                    .contains(run.toString())
                    .doesNotContain(secret)
                    .doesNotContain(runner.environment().get("APP_DEMO_PASSWORD"));
        }
    }

    @Test
    void startsAgainWhateverIsKilledAndKeepsItsData() throws Exception {
        start();
        execute("INSERT INTO orders (order_id, user_id, attempt_id) VALUES (1, 2, RANDOM_BYTES(16))");

        for (String name : PROCESSES) {
            long killed = runner.pid(name);
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            await().atMost(60, SECONDS)
                    .until(() -> runner.pid(name) != 0 && runner.pid(name) != killed && isAlive(runner.pid(name)));
        }

        await().atMost(60, SECONDS).until(() -> Ports.isListening(Integer.parseInt(variables.get("LOCAL_MYSQL_PORT"))));
        assertThat(query("SELECT user_id FROM orders WHERE order_id = 1")).isEqualTo("2");
    }

    @Test
    void stopsEverythingAtSigtermAndEndsWithZero() throws Exception {
        start();
        List<Long> pids = PROCESSES.stream().map(runner::pid).toList();

        assertThat(runner.terminate()).isZero();

        assertThat(pids).noneMatch(ForegroundRunTest::isAlive);
        assertThat(run.resolve("env")).doesNotExist();
        PROCESSES.forEach(name -> assertThat(run.resolve(name + ".pid")).doesNotExist());
        assertThat(run.resolve("runner.pid")).doesNotExist();
    }

    @Test
    void stopsEverythingAtControlCAndEndsWithZero() throws Exception {
        start();
        List<Long> pids = PROCESSES.stream().map(runner::pid).toList();

        assertThat(runner.interrupt()).isZero();

        assertThat(pids).noneMatch(ForegroundRunTest::isAlive);
    }

    @Test
    void stopsAtControlCWhileItIsStillStarting() throws Exception {
        runner = RunnerProcess.start(run, variables, "run");
        await().atMost(60, SECONDS).until(() -> runner.pid("mysql") != 0 && runner.pid("rocketmq") != 0);
        List<Long> pids = List.of(runner.pid("mysql"), runner.pid("rocketmq"));

        assertThat(runner.interrupt()).isZero();

        assertThat(pids).noneMatch(ForegroundRunTest::isAlive);
    }

    @Test
    void keepsDataAndPasswordsForTheNextStart() throws Exception {
        start();
        Map<String, String> before = runner.environment();
        execute("INSERT INTO orders (order_id, user_id, attempt_id) VALUES (7, 8, RANDOM_BYTES(16))");
        runner.terminate();

        start();

        assertThat(runner.environment()).isEqualTo(before);
        assertThat(query("SELECT user_id FROM orders WHERE order_id = 7")).isEqualTo("8");
    }

    @Test
    void takesOverFromARunThatWasKilled() throws Exception {
        start();
        List<Long> orphans = PROCESSES.stream().map(runner::pid).toList();
        runner.kill();
        assertThat(orphans).anyMatch(ForegroundRunTest::isAlive);

        start();

        assertThat(orphans).noneMatch(ForegroundRunTest::isAlive);
        assertThat(runner.output()).contains("ended the mysql that an earlier run left behind");
    }

    @Test
    void refusesToRunTwiceInOneFolder() throws Exception {
        start();

        RunnerProcess second = RunnerProcess.start(run, variables, "run");

        assertThat(second.awaitEnd()).isEqualTo(1);
        assertThat(second.output())
                .hasLineCount(1)
                .contains("already running in " + run, "process " + runner.pid("runner"));
        PROCESSES.forEach(name -> assertThat(isAlive(runner.pid(name))).as(name).isTrue());
    }

    @Test
    void namesThePortThatIsInUseAndTheVariableThatMovesIt() throws Exception {
        int port = Integer.parseInt(variables.get("LOGISTICS_PORT"));
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            RunnerProcess refused = RunnerProcess.start(run, variables, "run");

            assertThat(refused.awaitEnd()).isEqualTo(1);
            assertThat(refused.output())
                    .hasLineCount(1)
                    .contains("Port " + taken.getLocalPort(), "is in use", "LOGISTICS_PORT");
        }
    }

    @Test
    void stopsWhatItStartedWhenAServiceDoesNotComeUp() {
        variables.put("STAND_IN_FAILS", "1");

        RunnerProcess failed = RunnerProcess.start(run, variables, "run");

        assertThat(failed.awaitEnd()).isEqualTo(1);
        assertThat(failed.output()).contains("ended while starting (exit code 3): cannot start: told to fail");
        PROCESSES.forEach(name -> assertThat(run.resolve(name + ".pid")).doesNotExist());
        assertThat(Ports.isFree(Integer.parseInt(variables.get("LOCAL_MYSQL_PORT"))))
                .isTrue();
    }

    @Test
    void runsOnlyTheServersAsAStack() throws Exception {
        runner = RunnerProcess.start(run, variables, "stack").awaitReady();

        assertThat(isAlive(runner.pid("mysql"))).isTrue();
        assertThat(isAlive(runner.pid("rocketmq"))).isTrue();
        assertThat(runner.pid("order")).isZero();
        assertThat(runner.environment()).containsKeys("MYSQL_ORDER_PASSWORD", "MYSQL_LOGISTICS_PASSWORD", "ORDER_URL");
    }

    @Test
    void usesAMySqlThatIsThereAndLeavesItRunning() throws Exception {
        RunnerProcess other =
                RunnerProcess.start(folder.resolve("other"), variables, "stack").awaitReady();
        Map<String, String> theirs = other.environment();
        Map<String, String> ours = new HashMap<>(variables);
        ours.putAll(Map.of(
                "MYSQL_HOST", "127.0.0.1",
                "MYSQL_PORT", theirs.get("MYSQL_PORT"),
                "MYSQL_DB", "another_db",
                "MYSQL_ADMIN_USER", theirs.get("MYSQL_ADMIN_USER"),
                "MYSQL_ADMIN_PASSWORD", theirs.get("MYSQL_ADMIN_PASSWORD"),
                "APP_DEMO_ROCKETMQ_ENDPOINT", theirs.get("APP_DEMO_ROCKETMQ_ENDPOINT")));

        runner = RunnerProcess.start(run, ours, "run").awaitReady();

        assertThat(runner.pid("mysql")).isZero();
        assertThat(runner.pid("rocketmq")).isZero();
        assertThat(runner.environment())
                .containsEntry("MYSQL_DB", "another_db")
                .containsEntry("MYSQL_PORT", theirs.get("MYSQL_PORT"))
                .doesNotContainKey("MYSQL_SOCKET");
        assertThat(query("SELECT COUNT(*) FROM orders")).isEqualTo("0");
        runner.terminate();
        assertThat(isAlive(other.pid("mysql"))).isTrue();
        assertThat(other.terminate()).isZero();
    }

    private void start() {
        runner = RunnerProcess.start(run, variables, "run").awaitReady();
    }

    private static String port() {
        return Integer.toString(FreePorts.next());
    }

    private static boolean isAlive(long pid) {
        return pid != 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static String get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connect() throws IOException, SQLException {
        Map<String, String> environment = runner.environment();
        return DriverManager.getConnection(
                "jdbc:mysql://127.0.0.1:" + environment.get("MYSQL_PORT") + "/" + environment.get("MYSQL_DB")
                        + "?allowPublicKeyRetrieval=true",
                environment.get("MYSQL_ADMIN_USER"),
                environment.get("MYSQL_ADMIN_PASSWORD"));
    }
}
