package io.tandem.rehearse;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.PrivateFile;
import io.tandem.rehearse.host.Host;
import io.tandem.rehearse.network.Namespaces;
import io.tandem.rehearse.tool.Finished;
import io.tandem.rehearse.tool.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Where on the hosts a password can be found that should be in one place only. */
final class SecretPlaces {

    private static final Duration SEARCHING = Duration.ofMinutes(1);

    private final Path patterns;
    private final List<String> secrets;

    /** @param patterns a file for the passwords, since a command line is no place for them */
    SecretPlaces(Path patterns, Collection<String> secrets) {
        this.patterns = patterns;
        this.secrets = List.copyOf(secrets);
        PrivateFile.write(patterns, String.join("\n", secrets) + "\n");
    }

    /** The files of a host's disk that contain one, its log among them. */
    List<String> files(Host host) {
        Path disk = host.disk().resolveSibling("written");
        Finished grep = Tool.run(
                SEARCHING,
                "grep",
                "--recursive",
                "--files-with-matches",
                "--fixed-strings",
                "--file=" + patterns,
                disk.toString());
        return grep.lines().stream()
                .map(file -> file.substring(disk.toString().length()))
                .sorted()
                .toList();
    }

    /** The processes in the namespaces that have one on their command line or in their environment. */
    List<String> processes(Namespaces namespaces) {
        return namespaces.processes().stream()
                .flatMap(pid -> Stream.of("cmdline", "environ").map(what -> Path.of("/proc", Long.toString(pid), what)))
                .filter(file -> secrets.stream().anyMatch(content(file)::contains))
                .map(Path::toString)
                .toList();
    }

    /** Nothing for a process that has ended meanwhile. */
    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            if (Files.exists(file)) {
                throw new LocalFailure("Cannot read " + file + ": " + failure.getMessage(), failure);
            }
            return "";
        }
    }
}
