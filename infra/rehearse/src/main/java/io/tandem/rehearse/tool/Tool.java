package io.tandem.rehearse.tool;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, within a time. Works while this JVM is on its way out, too: some programs clean up. */
public final class Tool {

    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    private Tool() {}

    /** One that takes no time worth mentioning and must succeed. */
    public static Finished run(String... words) {
        return run(SHORT, words).orFail();
    }

    /** Its output goes through a file, not a pipe, so that a daemon which it leaves behind does not keep us waiting. */
    public static Finished run(Duration atMost, String... words) {
        String name = Path.of(words[0]).getFileName().toString();
        if (!Programs.exists(words[0])) {
            throw new LocalFailure("There is no program " + words[0]);
        }
        try {
            Path log = Files.createTempFile("tandem-" + name, ".log");
            try {
                return run(name, atMost, List.of(words), log);
            } finally {
                Files.delete(log);
            }
        } catch (IOException failure) {
            throw new LocalFailure("Cannot run " + name + ": " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted while waiting for " + name, interrupted);
        }
    }

    /** Ends those that run now, with all that they started: for Ctrl-C. */
    public static void endAll() {
        RUNNING.forEach(Tool::end);
    }

    private static void end(Process program) {
        program.descendants().forEach(ProcessHandle::destroyForcibly);
        program.destroyForcibly();
    }

    private static Finished run(String name, Duration atMost, List<String> words, Path log)
            throws IOException, InterruptedException {
        Process program = new ProcessBuilder(words)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RUNNING.add(program);
        boolean ended = program.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        RUNNING.remove(program);
        if (!ended) {
            end(program);
        }
        Finished finished =
                new Finished(name, ended ? program.exitValue() : -1, Files.readString(log, StandardCharsets.UTF_8));
        if (!ended) {
            throw new LocalFailure(name + " did not end within " + atMost.toSeconds() + " s: " + finished.lastLine());
        }
        return finished;
    }
}
