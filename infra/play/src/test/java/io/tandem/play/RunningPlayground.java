package io.tandem.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.local.process.FreePorts;
import io.tandem.local.process.ProjectRoot;
import io.tandem.local.process.Waiting;
import io.tandem.local.run.ServicePrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program as {@code make play} starts it, and stops it: a process that gets a signal. */
final class RunningPlayground implements AutoCloseable {

    private static final Duration STARTED_WITHIN = Duration.ofMinutes(4);
    private static final long STOPPED_WITHIN_SECONDS = 180;

    private final int port;
    private final Path log;
    private final Process process;

    private RunningPlayground(int port, Path log, Process process) {
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /** Returns when it says that it is ready. */
    static RunningPlayground start(Path log) {
        RunningPlayground started = begin(FreePorts.next(), log);
        boolean ready = Waiting.until(
                STARTED_WITHIN,
                () -> !started.process.isAlive() || started.output().contains("is ready: open"));
        assertThat(ready && started.process.isAlive()).as(started.output()).isTrue();
        return started;
    }

    static RunningPlayground begin(int port, Path log) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-Dtandem.root=" + ProjectRoot.find(),
                "-D" + ServicePrograms.JVM_OPTIONS + "=" + System.getProperty(ServicePrograms.JVM_OPTIONS, ""),
                "-cp",
                System.getProperty("java.class.path"),
                "io.tandem.play.Main"));
        builder.environment().put("PLAY_PORT", Integer.toString(port));
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        try {
            return new RunningPlayground(port, log, builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void awaitLine(String text) {
        assertThat(Waiting.until(STARTED_WITHIN, () -> output().contains(text)))
                .as(output())
                .isTrue();
    }

    /** How it ended, without a signal. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(STOPPED_WITHIN_SECONDS, TimeUnit.SECONDS))
                .as(output())
                .isTrue();
        return process.exitValue();
    }

    /** SIGTERM, as Ctrl-C: it must end by itself, with 0, and leave neither a process nor a folder. */
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(awaitEnd()).as(output()).isZero();
        String folder = ProjectRoot.find()
                .resolve(".run-play")
                .resolve(Integer.toString(port))
                .toString();
        assertThat(Path.of(folder)).doesNotExist();
        assertThat(ProcessHandle.allProcesses()
                        .map(each -> each.info().commandLine().orElse(""))
                        .filter(line -> line.contains(folder)))
                .isEmpty();
    }

    @Override
    public void close() {
        process.destroy();
        Waiting.until(Duration.ofSeconds(STOPPED_WITHIN_SECONDS), () -> !process.isAlive());
        process.destroyForcibly();
    }
}
