package io.tandem.local.mysql;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.MavenProgram;
import io.tandem.local.process.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fetches one large file from a Maven repository by running Maven: so the user's own mirrors, proxies and credentials
 * apply, and this module knows no host name. Maven shows nothing useful meanwhile, hence the look at its partial file.
 */
final class MavenDownload {

    private static final Duration AT_MOST = Duration.ofHours(2);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(5);
    private static final long MB = 1_000_000;

    private final String coordinates;
    private final Path repositoryFolder;
    private final long totalBytes;

    /**
     * @param coordinates {@code group:artifact:version:type:classifier}
     * @param repositoryFolder where Maven's local repository keeps the file, to see how far it is
     */
    MavenDownload(String coordinates, Path repositoryFolder, long totalBytes) {
        this.coordinates = coordinates;
        this.repositoryFolder = repositoryFolder;
        this.totalBytes = totalBytes;
    }

    /** Puts the file into the folder. */
    void into(Path folder, String title, Progress progress) {
        Path log = folder.resolve("maven.log");
        List<String> words = List.of(
                MavenProgram.path(),
                "-B",
                "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy",
                "-Dartifact=" + coordinates,
                "-DoutputDirectory=" + folder,
                "-Dmdep.useBaseVersion=true");
        ChildProcess maven = ChildProcess.start(ChildProcess.Command.of("maven", words, log));
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        while (!maven.waitFor(REPORT_EVERY)) {
            progress.say(title + ": " + partialBytes() / MB + " of " + totalBytes / MB + " MB");
            if (System.nanoTime() - deadline > 0) {
                maven.kill();
                throw new LocalFailure(title + ": not fetched within " + AT_MOST.toHours() + " hours");
            }
        }
        if (maven.exitCode() != 0) {
            throw new LocalFailure(
                    title + ": Maven could not fetch " + coordinates + ": " + MavenProgram.firstError(maven));
        }
    }

    private long partialBytes() {
        try (Stream<Path> files = Files.list(repositoryFolder)) {
            return files.mapToLong(file -> file.toFile().length()).max().orElse(0);
        } catch (IOException notYet) {
            return 0;
        }
    }
}
