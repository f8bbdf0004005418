package io.tandem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The heart stays small: claim, half message, local transaction, commit, check-back, settle, as docs/architecture.md lists them. */
class ProtocolSizeTest {

    private static final int MOST_FILES = 4;
    private static final int MOST_LINES = 200;
    private static final int MOST_LINES_OF_GROUPS = 250;

    private static final Pattern PROTOCOL =
            Pattern.compile("To read the protocol, read (.*?), in that order", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(\\.\\./([^)]+\\.java)\\)");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    @Test
    void protocolIsFourFilesAndTwoHundredLines() throws IOException {
        Path root = root();
        String list = PROTOCOL.matcher(Files.readString(root.resolve("docs/architecture.md")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        var files = LINK.matcher(list)
                .results()
                .map(link -> root.resolve(link.group(1)))
                .toList();
        long lines = 0;
        for (Path file : files) {
            lines += linesOfCode(Files.readString(file));
        }

        assertThat(files).hasSizeBetween(1, MOST_FILES);
        assertThat(lines).isBetween((long) MOST_LINES / 2, (long) MOST_LINES);
    }

    @Test
    void groupsAreALayerOfTwoHundredAndFiftyLines() throws IOException {
        long lines = 0;
        try (Stream<Path> files = Files.list(root().resolve("src-shared/runtime/src/main/java/io/tandem/group"))) {
            for (Path file : files.toList()) {
                lines += linesOfCode(Files.readString(file));
            }
        }

        assertThat(lines).isBetween((long) MOST_LINES_OF_GROUPS / 2, (long) MOST_LINES_OF_GROUPS);
    }

    private static Path root() {
        return Path.of(System.getProperty("tandem.root", "../..")).toAbsolutePath();
    }

    private static long linesOfCode(String source) {
        Stream<String> lines = COMMENT.matcher(source).replaceAll("").lines();
        return lines.map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("import ") && !line.startsWith("package "))
                .count();
    }
}
