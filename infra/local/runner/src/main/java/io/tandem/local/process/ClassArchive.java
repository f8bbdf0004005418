package io.tandem.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An archive of classes (AppCDS), from which a JVM starts with half of the processor time (see docs/decisions/0034). */
public final class ClassArchive {

    private ClassArchive() {}

    /** What a JVM is given for it; nothing where there is none. A JVM that cannot use it, because either is another, says nothing, and starts. */
    public static List<String> options(Path archive) {
        return Files.isReadable(archive)
                ? List.of("-XX:SharedArchiveFile=" + archive.toAbsolutePath(), "-Xshare:auto", "-Xlog:cds*=off")
                : List.of();
    }
}
