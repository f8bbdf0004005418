package io.tandem.local.mysql;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The shared libraries that mysqld wants from the operating system, and a Debian without a desktop lacks. */
final class OsLibraries {

    private static final Map<String, String> PACKAGES =
            new TreeMap<>(Map.of("libaio.so.1", "libaio1", "libnuma.so.1", "libnuma1"));
    private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration LDD_TIMEOUT = Duration.ofSeconds(20);

    private OsLibraries() {}

    /** Root's are installed; anybody else is told the command. */
    static void require(Path server, Path workFolder, Progress progress) {
        List<String> missing = missing(server, workFolder);
        if (missing.isEmpty()) {
            return;
        }
        List<String> packages = missing.stream()
                .map(library -> PACKAGES.getOrDefault(library, library))
                .toList();
        String install = "apt-get install -y " + String.join(" ", packages);
        if (!isRoot()) {
            throw new LocalFailure("MySQL needs " + String.join(", ", missing) + ": run `sudo " + install + "`");
        }
        progress.say("MySQL needs " + String.join(", ", missing) + ": " + install);
        install(packages, workFolder);
        List<String> still = missing(server, workFolder);
        if (!still.isEmpty()) {
            throw new LocalFailure("MySQL needs " + String.join(", ", still) + " and `" + install
                    + "` did not help, see " + workFolder.resolve("apt.log"));
        }
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void install(List<String> packages, Path workFolder) {
        List<String> words = Stream.concat(Stream.of("apt-get", "install", "-y", "-q"), packages.stream())
                .toList();
        Path log = workFolder.resolve("apt.log");
        Map<String, String> unattended = Map.of("DEBIAN_FRONTEND", "noninteractive");
        for (List<String> step : List.of(List.of("apt-get", "update", "-q"), words)) {
            ChildProcess apt = ChildProcess.start(
                    ChildProcess.Command.of("apt-get", step, log).withEnvironment(unattended));
            if (!apt.waitFor(INSTALL_TIMEOUT)) {
                apt.kill();
            }
        }
    }

    private static List<String> missing(Path server, Path workFolder) {
        try {
            Path log = Files.createTempFile(workFolder, "ldd", ".log");
            ChildProcess ldd =
                    ChildProcess.start(ChildProcess.Command.of("ldd", List.of("ldd", server.toString()), log));
            if (!ldd.waitFor(LDD_TIMEOUT)) {
                ldd.kill();
            }
            String output = Files.readString(log, StandardCharsets.UTF_8);
            Files.delete(log);
            return output.lines()
                    .filter(line -> line.contains("not found"))
                    .map(line -> line.strip().split(" ", 2)[0])
                    .toList();
        } catch (IOException failure) {
            throw new LocalFailure("Cannot look at the libraries of " + server + ": " + failure.getMessage(), failure);
        }
    }
}
