package io.tandem.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program run for as long as its parent wants it, in a session of its own: Ctrl-C in a terminal reaches the parent only,
 * which then stops its children in the order it chooses. No child survives the parent's orderly end, see {@link AtExit}.
 */
public final class ChildProcess {

    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Command command;
    private final Process process;

    private ChildProcess(Command command, Process process) {
        this.command = command;
        this.process = process;
    }

    /** Starts it, or fails with a {@link LocalFailure} when it cannot be started at all. */
    public static ChildProcess start(Command command) {
        requireLocale(command.environment(), Charset.forName(System.getProperty("sun.jnu.encoding")));
        String program = command.words().get(0);
        if (!Programs.exists(program)) {
            throw new LocalFailure("Cannot start " + command.name() + ": there is no program " + program);
        }
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            words.add(SETSID.toString()); // becomes the program by exec: the process id stays the child's
        }
        words.addAll(command.words());
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().keySet().removeAll(command.withheld());
        builder.environment().putAll(command.environment());
        ProcessBuilder.Redirect log =
                ProcessBuilder.Redirect.appendTo(command.log().toFile());
        builder.redirectError(log);
        if (!command.piped()) {
            builder.redirectOutput(log)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        }
        try {
            Files.createDirectories(command.log().toAbsolutePath().getParent());
            ChildProcess child = new ChildProcess(command, builder.start());
            AtExit.endWithParent(child.process);
            return child;
        } catch (IOException failure) {
            throw new LocalFailure("Cannot start " + command.name() + ": " + failure.getMessage(), failure);
        }
    }

    /** In the locale C, Java would hand over question marks in place of the rest. */
    static void requireLocale(Map<String, String> environment, Charset locale) {
        environment.forEach((name, value) -> {
            if (!locale.newEncoder().canEncode(value)) {
                throw new LocalFailure(name + " has characters that this locale does not know: set LC_ALL=C.UTF-8");
            }
        });
    }

    public String name() {
        return command.name();
    }

    public long pid() {
        return process.pid();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What the child prints; only for a piped command. */
    public InputStream output() {
        return process.getInputStream();
    }

    /** What the child reads; only for a piped command. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    /** The exit code, or 0 if it still runs. */
    public int exitCode() {
        return process.isAlive() ? 0 : process.exitValue();
    }

    /** {@code kill -9}, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        waitFor(KILL_TIMEOUT);
    }

    /** SIGTERM, then {@code kill -9} for one that does not heed it in time. */
    public void stop(Duration grace) {
        process.destroy();
        if (!waitFor(grace)) {
            kill();
        }
    }

    /** True if it ended in time. */
    public boolean waitFor(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted while waiting for " + command.name(), interrupted);
        }
    }

    /** The end of its log, for an error message. */
    public String lastLines(int count) {
        return Tail.of(command.log(), count);
    }

    /**
     * What to run.
     *
     * @param words the program and its arguments; never a secret, since every user of the machine can read them
     * @param environment added to the parent's
     * @param withheld names of the parent's environment that this child must not see
     * @param log where its error output (and its output, unless piped) is appended
     */
    public record Command(
            String name,
            List<String> words,
            Map<String, String> environment,
            List<String> withheld,
            Path log,
            boolean piped) {

        public Command {
            words = List.copyOf(words);
            environment = Map.copyOf(environment);
            withheld = List.copyOf(withheld);
        }

        public static Command of(String name, List<String> words, Path log) {
            return new Command(name, words, Map.of(), List.of(), log, false);
        }

        public Command withEnvironment(Map<String, String> more) {
            return new Command(name, words, more, withheld, log, piped);
        }

        public Command withholding(List<String> names) {
            return new Command(name, words, environment, names, log, piped);
        }

        public Command withPipes() {
            return new Command(name, words, environment, withheld, log, true);
        }
    }
}
