package io.tandem.bench.child;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.ChildProcess.Command;
import io.tandem.local.process.JavaProgram;
import io.tandem.local.process.LinuxProcess;
import io.tandem.local.process.LocalFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A process of the benchmark itself, kept for the whole run so that its code is compiled when it counts. Its own processor time
 * is measured like everybody's.
 */
public final class Worker implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ChildProcess process;
    private final Writer requests;
    private final BufferedReader answers;

    private Worker(ChildProcess process) {
        this.process = process;
        this.requests = new OutputStreamWriter(process.input(), StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.output(), StandardCharsets.UTF_8));
    }

    /**
     * Starts one on our own class path.
     *
     * @param environment secrets go this way, and no other
     */
    public static Worker start(Class<?> main, Map<String, String> environment, Path log) {
        List<String> words = JavaProgram.main(
                System.getProperty("java.class.path"),
                main.getName(),
                List.of(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Drocketmq.log.level=ERROR",
                "-Drocketmq.log.root=" + log.getParent());
        Command command = Command.of(main.getSimpleName(), words, log)
                .withEnvironment(environment)
                .withPipes();
        return new Worker(ChildProcess.start(command));
    }

    /** Asks and waits; the work asked for says itself how long it takes. */
    public <T> T ask(Object request, Class<T> answer) {
        try {
            requests.write(JsonLines.JSON.writeValueAsString(request) + "\n");
            requests.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new LocalFailure(process.name() + " ended: " + process.lastLines(5));
            }
            return JsonLines.JSON.readValue(line, answer);
        } catch (IOException broken) {
            throw new LocalFailure(process.name() + " cannot be asked: " + broken.getMessage(), broken);
        }
    }

    public LinuxProcess linux() {
        return new LinuxProcess(process.pid());
    }

    @Override
    public void close() {
        process.stop(GRACE);
    }
}
