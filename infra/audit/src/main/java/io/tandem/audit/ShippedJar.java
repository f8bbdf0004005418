package io.tandem.audit;

import io.tandem.local.process.LocalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A file that a program is started with.
 *
 * @param built the day of its newest entry: that is when it was built, unless its build writes the same time for ever
 */
record ShippedJar(String file, Optional<LocalDate> built) {

    /** Reproducible builds without a time of their own take one of the first that an archive can hold, or one long past. */
    private static final LocalDate MADE_UP_BEFORE = LocalDate.of(2010, 2, 2);

    /** All below {@code quarkus-app/lib}, which is everything on the class path but the program itself. */
    static List<ShippedJar> in(Path quarkusApp) {
        try (Stream<Path> files = Files.walk(quarkusApp.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(ShippedJar::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new LocalFailure(quarkusApp + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static ShippedJar of(Path jar) {
        try (ZipFile archive = new ZipFile(jar.toFile())) {
            Optional<LocalDate> newest = archive.stream()
                    .map(ZipEntry::getTime)
                    .map(time -> LocalDate.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC))
                    .max(LocalDate::compareTo);
            return new ShippedJar(jar.getFileName().toString(), newest.filter(MADE_UP_BEFORE::isBefore));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
