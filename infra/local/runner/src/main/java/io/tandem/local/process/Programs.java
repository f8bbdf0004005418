package io.tandem.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Whether a program can be started at all: asked first, because setsid would only tell its log. */
public final class Programs {

    private Programs() {}

    /** Looks where a shell would: at the path itself, or along {@code PATH} for a plain name. */
    public static boolean exists(String program) {
        if (program.contains(File.separator)) {
            return Files.isExecutable(Path.of(program));
        }
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
