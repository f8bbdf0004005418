package io.tandem.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A reader of any package finds what belongs there. */
class PackagesTest {

    private static final Path ROOT =
            Path.of(System.getProperty("tandem.root", "../..")).toAbsolutePath();

    @Test
    void eachPackageSaysWhatBelongsThere() throws IOException {
        try (Stream<Path> files = Files.find(ROOT, 20, (file, about) -> isSource(ROOT.relativize(file)))) {
            List<Path> packages = files.map(Path::getParent).distinct().toList();

            assertThat(packages).hasSizeGreaterThan(50).allSatisfy(folder -> assertThat(
                            folder.resolve("package-info.java"))
                    .exists());
        }
    }

    private static boolean isSource(Path file) {
        String path = file.toString();
        return path.contains("src/main/java/") && path.endsWith(".java") && !path.contains("target/");
    }
}
