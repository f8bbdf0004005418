package io.tandem.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The scripts that run on hosts, and those that build the packages, have none of the faults that shellcheck knows. */
class ScriptsTest {

    @Test
    void shellcheckFindsNothing() throws IOException {
        Shell.assumeInstalled("shellcheck", "the scripts of the packages");
        List<Object> words = new ArrayList<>(List.of("shellcheck"));
        for (String folder : List.of("infra/systemd", "infra/package", "infra/native")) {
            try (Stream<Path> files = Files.walk(Shell.inProject(folder))) {
                files.filter(file -> file.toString().endsWith(".sh")).forEach(words::add);
            }
        }

        Shell.run(words.toArray()).succeeded();
    }
}
