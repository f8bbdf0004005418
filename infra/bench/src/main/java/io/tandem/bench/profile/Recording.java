package io.tandem.bench.profile;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.ChildProcess.Command;
import io.tandem.local.process.LocalFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A flight recording of a JVM that runs already: it is warm, and the recording holds nothing of its start. */
public final class Recording {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NAME = "bench";

    private final long pid;
    private final Path log;

    private Recording(long pid, Path log) {
        this.pid = pid;
        this.log = log;
    }

    /** Samples every 20 ms from now on. */
    public static Recording start(long pid, Path log) {
        Recording recording = new Recording(pid, log);
        // Chains of reactive steps are deep; the stock 64 frames would cut their callers off.
        recording.tell("JFR.configure", "stackdepth=256");
        recording.tell("JFR.start", "name=" + NAME, "settings=profile");
        return recording;
    }

    public FlameGraph stop(Path file) {
        tell("JFR.stop", "name=" + NAME, "filename=" + file);
        return FlameGraph.of(file);
    }

    private void tell(String... command) {
        List<String> words = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid)));
        words.addAll(List.of(command));
        ChildProcess jcmd = ChildProcess.start(Command.of("jcmd", words, log));
        if (!jcmd.waitFor(PATIENCE) || jcmd.exitCode() != 0) {
            throw new LocalFailure("jcmd failed: " + jcmd.lastLines(3));
        }
    }
}
