package io.tandem.bench.arena;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.ChildProcess.Command;
import io.tandem.local.process.LinuxProcess;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Ports;
import io.tandem.local.process.Waiting;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One process of a contestant. */
public final class Part implements AutoCloseable {

    private static final Duration READY_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(2);
    private static final Duration GRACE = Duration.ofSeconds(40);

    private final String role;
    private final Command command;
    private final String url;
    private final BooleanSupplier ready;
    private final Path gcLog;
    private long began;
    private ChildProcess process;

    private Part(String role, Command command, String url, BooleanSupplier ready, Path gcLog) {
        this.role = role;
        this.command = command;
        this.url = url;
        this.ready = ready;
        this.gcLog = gcLog;
    }

    /**
     * One that is not started yet.
     *
     * @param role {@code order}, {@code logistics} or {@code seata}
     * @param readyUrl answers 200 when the process can serve, with broker and database in reach
     * @param gcLog where a JVM tells of its collections; null if it is none
     */
    static Part of(
            String role,
            List<String> words,
            Map<String, String> environment,
            Path log,
            String url,
            String readyUrl,
            Path gcLog) {
        Command command = Command.of(role, words, log).withEnvironment(environment);
        return new Part(role, command, url, () -> answersReady(readyUrl), gcLog);
    }

    /** A server that is ready when it listens, and that speaks something else than HTTP. */
    static Part listening(String role, List<String> words, Map<String, String> environment, Path log, int port) {
        Command command = Command.of(role, words, log).withEnvironment(environment);
        return new Part(role, command, "tcp://127.0.0.1:" + port, () -> Ports.isListening(port), null);
    }

    void start() {
        began = System.nanoTime();
        process = ChildProcess.start(command);
    }

    /** From the start of the process until it said that it can serve. */
    Duration awaitReady() {
        while (!ready.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() - began > READY_TIMEOUT.toNanos()) {
                throw new LocalFailure(
                        role + " did not become ready: " + process.lastLines(3) + " (see " + command.log() + ")");
            }
            Waiting.pause(LOOK_EVERY);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Plain and without a pool: what asks must not take a core from what it waits for. */
    private static boolean answersReady(String readyUrl) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(readyUrl).toURL().openConnection();
            connection.setReadTimeout((int) READY_TIMEOUT.toMillis());
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notListening) {
            return false;
        }
    }

    /** Whether its JVM starts from an archive of classes. */
    public boolean usesClassDataSharing() {
        return command.words().stream().anyMatch(word -> word.startsWith("-XX:SharedArchiveFile="));
    }

    /** What has to be brought to a host: the folder of the jar that it runs, or the executable. 0: neither. */
    public long programBytes() {
        List<String> words = command.words();
        int jar = words.indexOf("-jar");
        if (jar < 0 && words.contains("-cp")) {
            return 0;
        }
        int folder = words.indexOf("-C"); // of env: where the program with an archive of classes starts
        Path program = jar < 0
                ? Path.of(words.get(0))
                : Path.of(folder < 0 ? "" : words.get(folder + 1), words.get(jar + 1))
                        .toAbsolutePath()
                        .getParent();
        try (Stream<Path> files = Files.walk(program)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        } catch (IOException unreadable) {
            throw new LocalFailure(program + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    public String role() {
        return role;
    }

    public String url() {
        return url;
    }

    public LinuxProcess linux() {
        return new LinuxProcess(process.pid());
    }

    public long pid() {
        return process.pid();
    }

    /** Null if this is no JVM. */
    public Path gcLog() {
        return gcLog;
    }

    @Override
    public void close() {
        if (process != null) {
            process.stop(GRACE);
        }
    }
}
