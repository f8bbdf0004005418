package io.tandem.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.local.process.ChildProcess.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void givesTheChildItsVariablesAndWithholdsOthers() {
        ChildProcess child =
                ChildProcess.start(Command.of("sh", List.of("sh", "-c", "echo given=$GIVEN home=${HOME-none}"), log())
                        .withEnvironment(Map.of("GIVEN", "yes"))
                        .withholding(List.of("HOME")));

        assertThat(child.waitFor(SOON)).isTrue();
        assertThat(log()).content().isEqualTo("given=yes home=none\n");
    }

    /** Else the password that a service gets would not be the one that was meant. */
    @Test
    void namesAVariableThatTheLocaleCannotCarry() {
        Map<String, String> environment = Map.of("APP_DEMO_PASSWORD", "密码");

        assertThatThrownBy(() -> ChildProcess.requireLocale(environment, StandardCharsets.US_ASCII))
                .isInstanceOf(LocalFailure.class)
                .hasMessageStartingWith("APP_DEMO_PASSWORD has characters")
                .hasMessageContaining("LC_ALL=C.UTF-8");
        assertThatCode(() -> ChildProcess.requireLocale(environment, StandardCharsets.UTF_8))
                .doesNotThrowAnyException();
    }

    @Test
    void runsTheChildInASessionOfItsOwnUnderItsOwnProcessId() throws Exception {
        ChildProcess child = ChildProcess.start(Command.of("sleep", List.of("sleep", "60"), log()));
        try {
            // Field 6 of /proc/<pid>/stat is the session: Ctrl-C goes to the session of the terminal only.
            assertThat(Waiting.until(SOON, () -> session(child.pid()) == child.pid()))
                    .isTrue();
        } finally {
            child.kill();
        }
        assertThat(child.exitCode()).isEqualTo(137);
    }

    @Test
    void killsAChildThatDoesNotHeedSigterm() {
        ChildProcess child = ChildProcess.start(
                Command.of("deaf", List.of("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"), log()));
        assertThat(Waiting.until(SOON, () -> Files.readString(log()).contains("deaf")))
                .isTrue();

        child.stop(Duration.ofMillis(200));

        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void saysWhatItCannotStart() {
        assertThatThrownBy(() -> ChildProcess.start(
                        Command.of("nothing", List.of(folder.resolve("absent").toString()), log())))
                .isInstanceOf(LocalFailure.class)
                .hasMessage("Cannot start nothing: there is no program " + folder.resolve("absent"));
    }

    @Test
    void takesAProcessForItsOwnOnlyByItsCommandLine() throws Exception {
        PidFile pidFile = new PidFile(folder.resolve("some.pid"));
        ChildProcess child = ChildProcess.start(Command.of("sleep", List.of("sleep", "61"), log()));
        try {
            pidFile.write(child.pid());
            assertThat(Waiting.until(SOON, () -> pidFile.liveProcess("61").isPresent()))
                    .isTrue();
            assertThat(pidFile.liveProcess(folder.toString())).isEmpty();

            assertThat(pidFile.endOrphan(folder.toString())).isFalse();
            assertThat(child.isAlive()).isTrue();

            pidFile.write(child.pid());
            assertThat(pidFile.endOrphan("61")).isTrue();
            assertThat(child.waitFor(SOON)).isTrue();
        } finally {
            child.kill();
        }
    }

    @Test
    void takesATornPidFileForNone() throws Exception {
        Path file = Files.writeString(folder.resolve("torn.pid"), "12x");
        assertThat(new PidFile(file).read()).isEmpty();
        assertThat(new PidFile(folder.resolve("absent.pid")).read()).isEmpty();
    }

    @Test
    void keepsASecretOnceItWasMadeAndKeepsItPrivate() throws Exception {
        Path file = folder.resolve("secrets");

        String first = Secrets.in(file).get("a");

        assertThat(first).hasSize(32).matches("[A-Za-z0-9_-]+");
        assertThat(Secrets.in(file).get("a")).isEqualTo(first);
        assertThat(Secrets.in(file).get("b")).isNotEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private Path log() {
        return folder.resolve("child.log");
    }

    private static long session(long pid) throws Exception {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3]);
    }
}
