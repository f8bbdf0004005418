package io.tandem.local.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** Maven as a program that fetches: so the user's own mirrors, proxies and credentials apply, and we know no host name. */
public final class MavenProgram {

    private MavenProgram() {}

    /** The Maven that runs this JVM's tests, or else the one on the path. */
    public static String path() {
        String home = System.getProperty("maven.home", "");
        Path own = Path.of(home, "bin", "mvn");
        return !home.isBlank() && Files.isExecutable(own) ? own.toString() : "mvn";
    }

    /** Why it failed. */
    public static String firstError(ChildProcess maven) {
        return maven.lastLines(40)
                .lines()
                .filter(line -> line.startsWith("[ERROR]"))
                .findFirst()
                .orElse("exit code " + maven.exitCode());
    }
}
