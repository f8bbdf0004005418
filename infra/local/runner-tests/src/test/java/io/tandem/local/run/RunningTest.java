package io.tandem.local.run;

import static io.tandem.local.run.RunFixture.PROCESSES;
import static io.tandem.local.run.RunFixture.isAlive;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.local.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code make run} promises while it runs, seen from outside: real servers, stand-ins for the two services. */
@Tag("servers")
class RunningTest {

    private static Path run;
    private static Map<String, String> variables;
    private static RunnerProcess runner;

    @BeforeAll
    static void start(@TempDir Path folder) {
        run = folder.resolve("run");
        variables = RunFixture.onFreePorts();
        variables.put("MYSQL_ADMIN_PASSWORD", "not for services");
        runner = RunnerProcess.start(run, variables, "run").awaitReady();
    }

    @AfterAll
    static void stop() {
        runner.terminate();
    }

    @Test
    void saysInOneLineThatItIsReadyWithTheAddressesAndTheSignIn() throws IOException {
        assertThat(runner.output().lines().filter(line -> line.contains("Tandem is ready")))
                .singleElement()
                .asString()
                .contains("http://127.0.0.1:" + variables.get("ORDER_PORT"))
                .contains("http://127.0.0.1:" + variables.get("LOGISTICS_PORT"))
                .contains("app_demo_user / " + runner.environment().get("APP_DEMO_PASSWORD"));
    }

    @Test
    void keepsItsSettingsInAFileForItsOwnerOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.resolve("env"))))
                .isEqualTo("rw-------");
        assertThat(runner.environment())
                .containsKeys("ORDER_URL", "LOGISTICS_URL", "ORDER_MANAGEMENT_URL", "LOGISTICS_MANAGEMENT_URL")
                .containsKeys("APP_DEMO_USERNAME", "APP_DEMO_PASSWORD", "NAMESRV_ADDR")
                .containsKeys("MYSQL_HOST", "MYSQL_PORT", "MYSQL_DB", "MYSQL_USER", "MYSQL_PASSWORD")
                .containsKeys("MYSQL_ADMIN_USER", "MYSQL_ADMIN_PASSWORD", "MYSQL_SOCKET")
                .containsKeys("APP_DEMO_ROCKETMQ_ENDPOINT", "APP_DEMO_ROCKETMQ_USERNAME", "APP_DEMO_ROCKETMQ_PASSWORD");
    }

    @Test
    void givesTheServicesTheirSettingsAndNotTheAdministrators() throws Exception {
        assertThat(RunFixture.get(runner.environment().get("ORDER_URL") + "/environment")
                        .lines())
                .contains("MYSQL_HOST", "MYSQL_USER", "MYSQL_PASSWORD", "LOGISTICS_URL", "APP_DEMO_PASSWORD")
                .contains("APP_DEMO_ROCKETMQ_ENDPOINT")
                .doesNotContain("MYSQL_ADMIN_PASSWORD");
    }

    @Test
    void hasNoSecretOnACommandLineOrInALog() throws IOException {
        Map<String, String> environment = runner.environment();
        for (String secret : new String[] {"MYSQL_PASSWORD", "MYSQL_ADMIN_PASSWORD", "APP_DEMO_PASSWORD"}) {
            for (String name : PROCESSES) {
                assertThat(Files.readString(Path.of("/proc/" + runner.pid(name) + "/cmdline")))
                        .as(name)
                        .contains(run.toString())
                        .doesNotContain(environment.get(secret));
            }
            for (Path log : logs()) {
                assertThat(log).content().doesNotContain(environment.get(secret));
            }
        }
    }

    @Test
    void refusesASecondRunInTheSameFolder() {
        RunnerProcess second = RunnerProcess.start(run, RunFixture.onFreePorts(), "run");

        assertThat(second.awaitEnd()).isEqualTo(1);
        assertThat(second.output())
                .hasLineCount(1)
                .contains("already running in " + run, "process " + runner.pid("runner"));
    }

    @Test
    void startsAgainWhateverIsKilledAndKeepsItsData() throws Exception {
        RunFixture.pay(runner, 1, 2);

        for (String name : PROCESSES) {
            long killed = runner.pid(name);
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            await().atMost(60, SECONDS)
                    .until(() -> runner.pid(name) != 0 && runner.pid(name) != killed && isAlive(runner.pid(name)));
        }

        await().atMost(60, SECONDS).until(() -> Ports.isListening(Integer.parseInt(variables.get("LOCAL_MYSQL_PORT"))));
        assertThat(RunFixture.query(runner, "SELECT user_id FROM orders WHERE order_id = 1"))
                .isEqualTo("2");
    }

    private static Iterable<Path> logs() throws IOException {
        try (var files = Files.list(run.resolve("logs"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
