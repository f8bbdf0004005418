package io.tandem.rehearse.cloud;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.JavaProgram;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Waiting;
import io.tandem.rehearse.network.Namespaces;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One of the programs of this package, running in a namespace until it is closed, and what it has said so far. */
public final class CloudProgram implements AutoCloseable {

    private static final Duration STARTING = Duration.ofMinutes(2);
    private static final Duration STOPPING = Duration.ofSeconds(30);

    private final ChildProcess process;
    private final List<String> said = new CopyOnWriteArrayList<>();

    private CloudProgram(ChildProcess process) {
        this.process = process;
        Thread reader = new Thread(this::read, process.name());
        reader.setDaemon(true);
        reader.start();
    }

    /** Returns when it is ready. */
    public static CloudProgram start(Class<?> main, String namespace, Path log, String... arguments) {
        List<String> java = JavaProgram.main(
                System.getProperty("java.class.path"),
                main.getName(),
                List.of(arguments),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1");
        CloudProgram program = new CloudProgram(ChildProcess.start(
                ChildProcess.Command.of(main.getSimpleName(), Namespaces.inside(namespace, java), log)
                        .withPipes()));
        boolean ready = Waiting.until(STARTING, () -> program.said.contains("ready") || !program.process.isAlive());
        if (!ready || !program.process.isAlive()) {
            program.close();
            throw new LocalFailure(main.getSimpleName() + " did not start: " + program.process.lastLines(1));
        }
        return program;
    }

    /** Hands it a line, and returns when it has answered {@code done}. */
    public void tell(String line) {
        int before = said.size();
        try {
            process.input().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.input().flush();
        } catch (IOException failure) {
            throw new LocalFailure(process.name() + " is gone: " + process.lastLines(1), failure);
        }
        boolean answered =
                Waiting.until(STARTING, () -> said.subList(before, said.size()).contains("done") || !process.isAlive());
        if (!answered || !process.isAlive()) {
            throw new LocalFailure(process.name() + " did not do it: " + process.lastLines(1));
        }
    }

    /** The lines of its standard output. */
    public List<String> said() {
        return said;
    }

    @Override
    public void close() {
        try {
            process.input().close();
        } catch (IOException alreadyGone) {
            said.add("its input was closed already");
        }
        if (!process.waitFor(STOPPING)) {
            process.kill();
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.output(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
            }
        } catch (IOException ended) {
            said.add("ended: " + ended.getMessage());
        }
    }
}
