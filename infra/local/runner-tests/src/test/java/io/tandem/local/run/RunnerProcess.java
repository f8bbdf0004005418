package io.tandem.local.run;

import static org.awaitility.Awaitility.await;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.JavaProgram;
import io.tandem.local.process.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code make run} as its user sees it: a process, what it prints, and the files it keeps. */
final class RunnerProcess {

    private static final Pattern VARIABLE = Pattern.compile("([A-Z_]+)='(.*)'");

    private final Path folder;
    private final Path output;
    private final ChildProcess process;

    private RunnerProcess(Path folder, Path output, ChildProcess process) {
        this.folder = folder;
        this.output = output;
        this.process = process;
    }

    static RunnerProcess start(Path folder, Map<String, String> variables, String command) {
        try {
            Path output = Files.createTempFile("runner", ".log");
            Map<String, String> environment = new HashMap<>(variables);
            environment.put("RUN_DIR", folder.toString());
            // A program that a shell started in the background ignores SIGINT, and so do its children, the tests'
            // included.
            List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
            words.addAll(JavaProgram.main(
                    System.getProperty("java.class.path"),
                    StandInRun.class.getName(),
                    List.of(command),
                    "-Dtandem.root=" + ProjectRoot.find()));
            return new RunnerProcess(
                    folder,
                    output,
                    ChildProcess.start(
                            ChildProcess.Command.of("runner", words, output).withEnvironment(environment)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    RunnerProcess awaitReady() {
        await().atMost(Duration.ofMinutes(6))
                .until(() -> !process.isAlive() || output().contains(" ready,") || output().contains("is ready:"));
        if (!process.isAlive()) {
            throw new AssertionError("The runner ended: " + output());
        }
        return this;
    }

    int awaitEnd() {
        if (!process.waitFor(Duration.ofMinutes(3))) {
            throw new AssertionError("The runner did not end: " + output());
        }
        return process.exitCode();
    }

    int terminate() {
        process.handle().destroy();
        return awaitEnd();
    }

    /** What Ctrl-C in a terminal does. */
    int interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        return awaitEnd();
    }

    void kill() {
        process.kill();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The process id in a pid file; 0 while there is none. */
    long pid(String name) {
        try {
            return Long.parseLong(
                    Files.readString(folder.resolve(name + ".pid")).trim());
        } catch (IOException | NumberFormatException notNow) {
            return 0;
        }
    }

    Map<String, String> environment() throws IOException {
        Map<String, String> variables = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("env"))) {
            Matcher variable = VARIABLE.matcher(line);
            if (!variable.matches()) {
                throw new AssertionError("Not a shell assignment: " + line);
            }
            variables.put(variable.group(1), variable.group(2));
        }
        return variables;
    }
}
