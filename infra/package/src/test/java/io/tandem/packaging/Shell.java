package io.tandem.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tandem.local.process.ProjectRoot;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command that was run to its end, and what it said on both streams. */
record Shell(int status, String output) {

    private static final int LIMIT_SECONDS = 90;

    static Shell run(Object... words) {
        return run(Map.of(), words);
    }

    static Shell run(Map<String, String> environment, Object... words) {
        return run(LIMIT_SECONDS, environment, words);
    }

    static Shell runFor(int seconds, Object... words) {
        return run(seconds, Map.of(), words);
    }

    private static Shell run(int seconds, Map<String, String> environment, Object... words) {
        try {
            // A file, not a pipe: what the command leaves running in the background must not keep us waiting.
            Path output = Files.createTempFile("tandem-package-test", ".log");
            ProcessBuilder builder = new ProcessBuilder(
                            List.of(words).stream().map(Object::toString).toList())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            process.destroyForcibly();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            assertThat(ended).as("ended in time: %s", said).isTrue();
            return new Shell(process.exitValue(), said);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    /** Where a tool is missing, a line of its own says what was not checked. */
    static void assumeInstalled(String tool, String what) {
        boolean there = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        assumeThat(there, what, tool + " is not installed");
    }

    @SuppressWarnings("SystemOut")
    static void assumeThat(boolean holds, String what, String whyNot) {
        if (!holds) {
            System.out.println("SKIPPED: " + what + ": " + whyNot);
        }
        assumeTrue(holds, whyNot);
    }

    /**
     * Runs a script with the folder, a file system of half a megabyte, as $0, and with what it is given as $1 and so on. The last
     * line names the files that are there afterwards.
     */
    static Shell onASmallDisk(Path folder, String script, Path... given) {
        String whole =
                "mkdir -p \"$0\" && mount -t tmpfs -o size=512k tmpfs \"$0\" && echo mounted || exit 0\n" + script
                        + "status=$?; echo \"left: $(cd \"$0\" && find . ! -type d | sort | sed 's:^./::' | paste -sd'"
                        + " ')\"; exit $status";
        List<Object> words = new ArrayList<>(List.of("unshare", "--mount"));
        if (!"root".equals(System.getProperty("user.name"))) {
            words.add("--map-root-user");
        }
        words.addAll(List.of("bash", "-c", whole, folder));
        words.addAll(List.of(given));
        Shell tried = run(words.toArray());
        assumeThat(tried.output().startsWith("mounted"), "what a full disk leaves", "nothing may be mounted here");
        return tried;
    }

    static Path inProject(String path) {
        return ProjectRoot.find().resolve(path);
    }

    /** Itself, if it ended well. */
    Shell succeeded() {
        assertThat(status).as(output).isZero();
        return this;
    }

    /** The last line, if it ended otherwise. */
    String reasonOfFailure() {
        assertThat(status).as(output).isNotZero();
        List<String> lines = output.strip().lines().toList();
        return lines.get(lines.size() - 1);
    }
}
