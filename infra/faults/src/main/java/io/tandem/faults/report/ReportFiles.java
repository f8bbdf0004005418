package io.tandem.faults.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts a report where readers find it. */
public final class ReportFiles {

    private ReportFiles() {}

    /**
     * A page, its chart, and the figures for programs.
     *
     * @param docs the checkout's folder of documentation
     */
    public static void write(Report report, Path docs) {
        try {
            Files.writeString(docs.resolve("reliability.md"), Page.of(report));
            Files.writeString(docs.resolve("reliability.json"), JsonFile.of(report));
            Files.writeString(docs.resolve("images").resolve("reliability.svg"), Chart.of(report));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
