package io.tandem.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** install.sh puts onto a host what it was given, and refuses what is not right before it touches anything. */
class InstallTest {

    private static final Map<String, String> NONE = Map.of();
    /** Everything that a shell, systemd's file format or an editor could make something else of. */
    private static final String HOSTILE = " a  b 'c' \"d\" $HOME ${HOME} $(id) `id` \\n \\\\ \\\" #e ;f %n * 中文 =g=\t!";

    @TempDir
    static Path packages;

    private static Path unpacked;

    @TempDir
    Path folder;

    private Host host;

    @BeforeAll
    static void pack() throws IOException {
        unpacked = new Packages(packages).unpacked("1.0.0");
    }

    @BeforeEach
    void start() throws IOException {
        host = new Host(folder);
    }

    @AfterEach
    void stop() {
        host.installer(unpacked, "--uninstall").succeeded();
    }

    @Test
    void hostileValuesArriveAsTheyWere() throws Exception {
        host.install(unpacked, Map.of("MYSQL_HOST", HOSTILE), Map.of("MYSQL_PASSWORD", HOSTILE))
                .succeeded();

        assertThat(host.ask("environment/MYSQL_HOST")).isEqualTo(HOSTILE);
        assertThat(host.ask("credential/MYSQL_PASSWORD")).isEqualTo(HOSTILE);
        assertThat(host.ask("environment/QUARKUS_LOG_CONSOLE_JSON_ENABLED"))
                .as("a default of the package")
                .isEqualTo("true");
        assertThat(host.ask("credential/APP_DEMO_ROCKETMQ_PASSWORD"))
                .as("one that was not given")
                .isEmpty();
    }

    /** As the services have it, which would not know the package's default. */
    @Test
    void whatIsSetToNothingHasItsDefault() throws Exception {
        host.install(
                        unpacked,
                        Map.of("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "", "QUARKUS_MANAGEMENT_HOST", " "),
                        Map.of("MYSQL_PASSWORD", "p"))
                .succeeded();

        assertThat(host.ask("environment/QUARKUS_LOG_CONSOLE_JSON_ENABLED")).isEqualTo("true");
    }

    @Test
    void onlyRootReadsSettingsAndCredentials() throws IOException {
        Shell installed = host.install(unpacked, NONE, Map.of("MYSQL_PASSWORD", "s3cret"));

        assertThat(installed.succeeded().output()).doesNotContain("s3cret");
        Path etc = host.root.resolve("etc/tandem/order-native");
        for (String file : List.of("settings.env", "credentials/MYSQL_PASSWORD")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(etc.resolve(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(etc)))
                .isEqualTo("rwx------");
    }

    @Test
    void aSecondTimeChangesNothing() throws Exception {
        host.install(unpacked, Map.of("MYSQL_HOST", "db"), Map.of("MYSQL_PASSWORD", "p"))
                .succeeded();
        List<String> once = host.everything();

        host.installer(unpacked, "--wait", "20").succeeded();

        assertThat(host.everything()).isEqualTo(once);
        assertThat(host.ask("environment/MYSQL_HOST")).isEqualTo("db");
        assertThat(host.ask("credential/MYSQL_PASSWORD")).isEqualTo("p");
    }

    @Test
    void startsFromTheArchiveOfClassesThatTheHostHasMade() throws Exception {
        host.install(unpacked, NONE, NONE).succeeded();

        assertThat(ProcessHandle.of(Long.parseLong(host.ask("pid")))
                        .orElseThrow()
                        .info()
                        .commandLine()
                        .orElseThrow())
                .contains("-XX:SharedArchiveFile=" + archive());
    }

    @Test
    void startsAllTheSameWithAnArchiveThatDoesNotFit() throws Exception {
        host.install(unpacked, NONE, NONE).succeeded();
        host.installed("--stop").succeeded();
        Files.writeString(archive(), "none that a JVM has made");

        host.installer(unpacked, "--start", "--wait", "20").succeeded();

        assertThat(host.ask("pid")).isNotEmpty();
    }

    private Path archive() throws IOException {
        try (Stream<Path> files = Files.list(host.root.resolve("opt/tandem/order-native"))) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void nothingIsLeftAfterUninstall() throws Exception {
        host.install(unpacked, NONE, NONE).succeeded();
        long pid = Long.parseLong(host.ask("pid"));

        host.installed("--uninstall").succeeded();

        assertThat(host.everything()).isEmpty();
        assertThat(host.root).isDirectoryNotContaining("glob:**/*tandem*");
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void anImageIsLaidOutWithoutAStart() throws IOException {
        host.installer(unpacked, "--config", host.config(NONE), "--no-start").succeeded();

        assertThat(host.everything())
                .contains(
                        "etc/systemd/system/order-native.service",
                        "etc/systemd/system/order-native.service.d/50-tandem-jvm.conf",
                        "etc/systemd/system/multi-user.target.wants/order-native.service");
        assertThat(host.root.resolve("run/tandem/order-native")).doesNotExist();
    }

    @Test
    void aFileThatWasChangedIsRefused() throws IOException {
        Path changed = copy(unpacked);
        Files.writeString(changed.resolve("app/quarkus-run.jar"), "x", StandardOpenOption.APPEND);

        assertThat(host.install(changed, NONE, NONE).reasonOfFailure())
                .contains("not as it was built", "app/quarkus-run.jar");
        assertThat(host.everything()).isEmpty();
    }

    @Test
    void aFileThatWasAddedIsRefused() throws IOException {
        Path changed = copy(unpacked);
        Files.writeString(changed.resolve("lib/more.sh"), "echo more");

        assertThat(host.install(changed, NONE, NONE).reasonOfFailure()).contains("files that SHA256SUMS does not list");
        assertThat(host.everything()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MYSQL_PASSWORD=x, MYSQL_PASSWORD does not belong into the settings",
        "just text, is not KEY=value",
        "A-B=c, is not KEY=value"
    })
    void settingsThatAreNoneAreRefused(String line, String reason) throws IOException {
        Path config = Files.writeString(folder.resolve("config"), line + "\n");

        assertThat(host.installer(unpacked, "--config", config).reasonOfFailure())
                .contains(reason);
        assertThat(host.root.resolve("etc")).doesNotExist();
    }

    @Test
    void aCredentialThatNobodyTakesIsRefused() throws IOException {
        assertThat(host.install(unpacked, NONE, Map.of("MYSQL_PASWORD", "x")).reasonOfFailure())
                .contains("takes no credential MYSQL_PASWORD");
    }

    @Test
    void aHostWithAnOlderGlibcIsRefused() throws IOException {
        Path fresh = new Packages(folder).unpackedNative("linux-x86_64");

        assertThat(host.installer(host.withCommand("getconf", "glibc 2.1"), fresh, "--config", host.config(NONE))
                        .reasonOfFailure())
                .contains("needs glibc 2.", "this host has 2.1");
        assertThat(host.everything()).isEmpty();
    }

    @Test
    void aHostWithoutGlibcIsRefused() throws IOException {
        Path fresh = new Packages(folder).unpackedNative("linux-x86_64");

        assertThat(host.installer(host.withCommand("getconf", ""), fresh, "--config", host.config(NONE))
                        .reasonOfFailure())
                .contains("this host has none");
        assertThat(host.everything()).isEmpty();
    }

    @Test
    void aHostOfAnotherKindIsRefused() throws IOException {
        Path other = new Packages(folder).unpackedNative("linux-s390x");

        assertThat(host.installer(other, "--config", host.config(NONE)).reasonOfFailure())
                .contains("for linux-s390x, and this host is linux-x86_64");
        assertThat(host.everything()).isEmpty();
    }

    @Test
    void anOlderJavaIsRefused() throws IOException {
        assertThat(host.installer(
                                host.withCommand("java", "openjdk version \"11.0.2\" 2019-01-15"),
                                unpacked,
                                "--config",
                                host.config(NONE))
                        .reasonOfFailure())
                .contains("Java on this host is release 11, but 17 is the least");
        assertThat(host.everything()).isEmpty();
    }

    @Test
    void aDiskThatIsFullIsAsItWasBefore() throws IOException {
        Shell tried = Shell.onASmallDisk(host.root, """
            head -c 1000000000 /dev/zero >"$0/filling" 2>/dev/null
            bash "$1/install.sh" --root "$0" --config "$2" --no-start
            """, unpacked, host.config(NONE));

        assertThat(tried.output()).contains("install: failed: ", "cannot hold the package", "kB are free");
        assertThat(tried.reasonOfFailure()).isEqualTo("left: filling");
    }

    @Test
    void anUpgradeOnAFullDiskChangesNothing() throws IOException {
        Path next = new Packages(folder).unpacked("2.0.0");

        Shell tried = Shell.onASmallDisk(host.root, """
            bash "$1/install.sh" --root "$0" --config "$2" --no-start
            head -c 1000000000 /dev/zero >"$0/filling" 2>/dev/null
            (cd "$0" && find . | sort >/dev/shm/before.$$)
            bash "$3/install.sh" --root "$0" --config "$2" --no-start
            status=$?
            (cd "$0" && find . | sort | diff /dev/shm/before.$$ -) && echo same
            rm /dev/shm/before.$$
            (exit "$status")
            """, unpacked, host.config(NONE), next);

        assertThat(tried.output()).contains("is laid out", "install: failed: ", "\nsame\n");
        assertThat(tried.reasonOfFailure()).contains("opt/tandem/order-native/current");
    }

    @Test
    void theFirstTimeNeedsSettings() {
        assertThat(host.installer(unpacked).reasonOfFailure()).contains("--config");
    }

    private Path copy(Path unpacked) {
        Shell.run("cp", "-R", unpacked, folder.resolve("copy")).succeeded();
        return folder.resolve("copy");
    }
}
