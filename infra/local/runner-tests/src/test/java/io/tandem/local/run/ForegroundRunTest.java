package io.tandem.local.run;

import static io.tandem.local.run.RunFixture.PROCESSES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.local.process.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How a {@code make run} begins and ends, seen from outside: real servers, stand-ins for the two services. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("servers")
class ForegroundRunTest {

    @TempDir
    Path folder;

    private Path run;
    private Map<String, String> variables;
    private RunnerProcess runner;

    @BeforeEach
    void ports() {
        run = folder.resolve("run");
        variables = RunFixture.onFreePorts();
    }

    @AfterEach
    void end() {
        if (runner != null) {
            runner.terminate();
        }
    }

    @Test
    void stopsEverythingAtSigtermAndKeepsDataAndPasswordsForTheNextStart() throws Exception {
        start("run");
        Map<String, String> before = runner.environment();
        RunFixture.pay(runner, 7, 8);
        List<Long> pids = pids();

        assertThat(runner.terminate()).isZero();

        assertThat(pids).noneMatch(RunFixture::isAlive);
        assertThat(run.resolve("env")).doesNotExist();
        assertThat(run.resolve("runner.pid")).doesNotExist();
        PROCESSES.forEach(name -> assertThat(run.resolve(name + ".pid")).doesNotExist());

        start("run");
        assertThat(runner.environment()).isEqualTo(before);
        assertThat(RunFixture.query(runner, "SELECT user_id FROM orders WHERE order_id = 7"))
                .isEqualTo("8");
    }

    @Test
    void runsOnlyTheServersAsAStackAndStopsThemAtControlC() throws Exception {
        start("stack");
        assertThat(pids()).filteredOn(RunFixture::isAlive).hasSize(2);
        assertThat(runner.pid("order")).isZero();
        assertThat(runner.environment())
                .containsKeys("MYSQL_ORDER_PASSWORD", "MYSQL_LOGISTICS_PASSWORD", "ORDER_URL", "LOGISTICS_URL");
        List<Long> pids = pids();

        assertThat(runner.interrupt()).isZero();

        assertThat(pids).noneMatch(RunFixture::isAlive);
    }

    @Test
    void stopsAtControlCWhileItIsStillStarting() throws Exception {
        runner = RunnerProcess.start(run, variables, "run");
        await().atMost(60, SECONDS).until(() -> runner.pid("mysql") != 0 && runner.pid("rocketmq") != 0);
        List<Long> pids = pids();

        assertThat(runner.interrupt()).isZero();

        assertThat(pids).noneMatch(RunFixture::isAlive);
        assertThat(runner.output()).doesNotContain("did not start", "failed");
    }

    @Test
    void takesOverFromARunThatWasKilled() {
        start("run");
        List<Long> orphans = pids();
        runner.kill();
        assertThat(orphans).anyMatch(RunFixture::isAlive);

        start("run");

        assertThat(orphans).noneMatch(RunFixture::isAlive);
        assertThat(runner.output()).contains("ended the mysql that an earlier run left behind");
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
    void usesServersThatAreThereAndLeavesThemRunning() throws Exception {
        RunnerProcess other =
                RunnerProcess.start(folder.resolve("other"), variables, "stack").awaitReady();
        Map<String, String> theirs = other.environment();
        Map<String, String> ours = new HashMap<>(variables);
        ours.put("MYSQL_DB", "another_db");
        for (String name : List.of("MYSQL_HOST", "MYSQL_PORT", "MYSQL_ADMIN_USER", "MYSQL_ADMIN_PASSWORD")) {
            ours.put(name, theirs.get(name));
        }
        ours.put("APP_DEMO_ROCKETMQ_ENDPOINT", theirs.get("APP_DEMO_ROCKETMQ_ENDPOINT"));
        ours.put("ROCKETMQ_ORDER_TOPIC", "MINE");
        ours.put("ROCKETMQ_LOGISTIC_CONSUMER_GROUP", "MINE");

        runner = RunnerProcess.start(run, ours, "run").awaitReady();

        assertThat(runner.pid("mysql")).isZero();
        assertThat(runner.pid("rocketmq")).isZero();
        assertThat(runner.environment())
                .containsEntry("MYSQL_DB", "another_db")
                .containsEntry("MYSQL_PORT", theirs.get("MYSQL_PORT"))
                .doesNotContainKey("MYSQL_SOCKET");
        assertThat(RunFixture.query(runner, "SELECT COUNT(*) FROM orders")).isEqualTo("0");
        runner.terminate();
        assertThat(RunFixture.isAlive(other.pid("mysql"))).isTrue();
        assertThat(other.terminate()).isZero();
    }

    private void start(String command) {
        runner = RunnerProcess.start(run, variables, command).awaitReady();
    }

    private List<Long> pids() {
        return PROCESSES.stream().map(runner::pid).toList();
    }
}
