package io.tandem.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From version to version and back, and what is there when it goes wrong. */
class UpgradeTest {

    private static final Map<String, String> NONE = Map.of();

    @TempDir
    static Path packages;

    private static Path one;
    private static Path two;
    private static Path three;

    @TempDir
    Path folder;

    private Host host;

    @BeforeAll
    static void pack() throws IOException {
        Packages all = new Packages(packages);
        one = all.unpacked("1.0.0");
        two = all.unpacked("2.0.0");
        three = all.unpacked("3.0.0");
    }

    @BeforeEach
    void start() throws IOException {
        host = new Host(folder);
        host.install(one, Map.of("MYSQL_HOST", "one"), Map.of("MYSQL_PASSWORD", "first"))
                .succeeded();
    }

    @AfterEach
    void stop() {
        host.installer(one, "--uninstall").succeeded();
    }

    @Test
    void rollBackBringsTheVersionBeforeItsSettingsAndTodaysCredentials() throws Exception {
        host.install(two, Map.of("MYSQL_HOST", "two"), Map.of("MYSQL_PASSWORD", "second"))
                .succeeded();
        assertThat(host.version()).isEqualTo("2.0.0");
        assertThat(host.ask("environment/MYSQL_HOST")).isEqualTo("two");

        host.installed("--rollback").succeeded();

        assertThat(host.version()).isEqualTo("1.0.0");
        assertThat(host.ask("environment/MYSQL_HOST")).isEqualTo("one");
        assertThat(host.ask("credential/MYSQL_PASSWORD")).isEqualTo("second");

        host.installed("--rollback").succeeded();

        assertThat(host.version()).isEqualTo("2.0.0");
        assertThat(host.ask("environment/MYSQL_HOST")).isEqualTo("two");
    }

    @Test
    void anUpgradeThatIsNotReadyInTimeSaysWhatIsDownAndGoesBack() throws Exception {
        Shell upgrade = host.installer(
                two, "--config", host.config(Map.of("MYSQL_HOST", "two", "PROBE_DOWN", "1")), "--wait", "4");

        assertThat(upgrade.reasonOfFailure()).contains("not ready after 4 s", "down: MySQL");
        assertThat(upgrade.output()).contains("probe is up").doesNotContain("Shutdown, ");
        assertThat(host.version()).isEqualTo("1.0.0");
        assertThat(host.ask("environment/MYSQL_HOST")).isEqualTo("one");
        assertThat(host.ask("credential/MYSQL_PASSWORD")).isEqualTo("first");
    }

    @Test
    void anUpgradeThatDoesNotStayUpFailsWithItsLastWords() throws Exception {
        Shell upgrade = host.install(
                two, Map.of("PROBE_COMPLAINT", "Settings missing: MYSQL_HOST"), Map.of("MYSQL_PASSWORD", "bad"));

        assertThat(upgrade.reasonOfFailure())
                .contains("does not stay up", "Cannot start. Settings missing: MYSQL_HOST");
        assertThat(host.version()).isEqualTo("1.0.0");
        assertThat(host.ask("credential/MYSQL_PASSWORD")).isEqualTo("first");
    }

    @Test
    void afterAnUpgradeThatWasKilledRollBackLeadsToTheLastVersionThatWasReady() throws Exception {
        host.install(two, Map.of("MYSQL_HOST", "two"), Map.of("MYSQL_PASSWORD", "second"))
                .succeeded();
        host.killWhileItWaits(three, Map.of("MYSQL_HOST", "three", "PROBE_DOWN", "1"));
        assertThat(host.version()).isEqualTo("3.0.0");

        host.installed("--rollback").succeeded();

        assertThat(host.version()).isEqualTo("2.0.0");
        assertThat(host.ask("environment/MYSQL_HOST")).isEqualTo("two");
        assertThat(host.ask("credential/MYSQL_PASSWORD")).isEqualTo("second");
        host.installed("--rollback").succeeded();
        assertThat(host.version())
                .as("the version before that one is still there")
                .isEqualTo("1.0.0");
    }

    @Test
    void anUpgradeThatWasKilledCanBeDoneAgainAndTheVersionBeforeItIsTheOneThatWasReady() throws Exception {
        host.killWhileItWaits(two, Map.of("MYSQL_HOST", "bad", "PROBE_DOWN", "1"));

        host.install(two, Map.of("MYSQL_HOST", "two"), Map.of("MYSQL_PASSWORD", "second"))
                .succeeded();
        host.installed("--rollback").succeeded();

        assertThat(host.version()).isEqualTo("1.0.0");
        assertThat(host.ask("environment/MYSQL_HOST")).isEqualTo("one");
    }

    @Test
    void whatAFailedUpgradeHasLaidOutIsTakenAway() throws IOException {
        List<String> before = host.everything();

        host.install(two, Map.of("PROBE_COMPLAINT", "no"), NONE).reasonOfFailure();

        assertThat(host.everything()).isEqualTo(before);
    }

    @Test
    void onlyTheVersionBeforeIsKept() throws IOException {
        host.install(two, NONE, NONE).succeeded();
        host.install(three, NONE, NONE).succeeded();

        try (var kept = Files.list(host.root.resolve("opt/tandem/order-native"))) {
            assertThat(kept.map(path -> path.getFileName().toString().replaceAll("-jvm-[0-9a-f]+", "")))
                    .containsExactlyInAnyOrder(
                            "2.0.0", "2.0.0.jsa", "3.0.0", "3.0.0.jsa", "current", "ready", "previous");
        }
    }

    @Test
    void withoutAVersionBeforeThereIsNoRollBack() throws Exception {
        String pid = host.ask("pid");

        assertThat(host.installed("--rollback").reasonOfFailure()).contains("no version before");
        assertThat(host.ask("pid")).isEqualTo(pid);
    }

    @Test
    void aProgramThatWasKilledComesBackAndOneThatWasStoppedDoesNot() throws Exception {
        long pid = Long.parseLong(host.ask("pid"));

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(host.ask("pid")).isNotEqualTo("" + pid));
        long next = Long.parseLong(host.ask("pid"));

        host.installed("--stop").succeeded();

        assertThat(ProcessHandle.of(next)).isEmpty();
        assertThat(host.root.resolve("run/tandem/order-native/credentials")).doesNotExist();
    }
}
