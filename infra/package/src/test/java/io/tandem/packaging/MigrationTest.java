package io.tandem.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package whose program runs once: ready is when it ended well. */
class MigrationTest {

    @TempDir
    Path folder;

    private Host host;

    @BeforeEach
    void start() throws IOException {
        host = new Host(folder);
    }

    @Test
    void whatItSaidIsShownAndNothingKeepsRunning() throws IOException {
        Shell installed = host.install(
                packageOf("echo \"migrate: $MYSQL_USER $(cat \"$CREDENTIALS_DIRECTORY/MYSQL_PASSWORD\" | wc -c)\""),
                Map.of("MYSQL_USER", "migrator"),
                Map.of("MYSQL_PASSWORD", "12345"));

        assertThat(installed.succeeded().output())
                .contains("migrate: migrator 5", "tandem-migrate 1.0.0 (linux-x86_64) is ready");
        assertThat(host.everything())
                .contains("opt/tandem/tandem-migrate/current")
                .noneMatch(file -> file.endsWith(".pid") || file.startsWith("run/tandem/tandem-migrate/credentials"));
    }

    @Test
    void itsLastWordsAreTheReasonWhenItFails() throws IOException {
        Shell installed = host.install(
                packageOf("echo started; echo 'migrate: failed: no such database' >&2; exit 1"),
                Map.of("MYSQL_USER", "migrator"),
                Map.of());

        assertThat(installed.reasonOfFailure()).contains("did not end well", "migrate: failed: no such database");
        assertThat(host.root.resolve("opt/tandem/tandem-migrate/current")).doesNotExist();
    }

    private Path packageOf(String script) throws IOException {
        Path program = Files.writeString(folder.resolve("runner"), "#!/bin/sh\n" + script + "\n");
        Packages packages = new Packages(folder);
        return packages.unpack(packages.pack("tandem-migrate", "1.0.0", "linux-x86_64", program));
    }
}
