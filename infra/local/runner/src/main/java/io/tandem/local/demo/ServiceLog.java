package io.tandem.local.demo;

import io.tandem.local.process.LocalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads what a service logged. */
final class ServiceLog {

    private ServiceLog() {}

    /** The part of the last such line that begins with the text; empty if there is none. */
    static String lastLine(Path log, String text) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(text))
                    .map(line -> line.substring(line.indexOf(text)))
                    .reduce("", (earlier, later) -> later);
        } catch (IOException failure) {
            throw new LocalFailure("Cannot read " + log + ": " + failure.getMessage(), failure);
        }
    }
}
