package io.tandem.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units are what systemd understands, and let a program do little else than what it is for. */
class UnitsTest {

    /** systemd-analyze counts in tenths. */
    private static final int HIGHEST_EXPOSURE = 15;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"order-native", "logistics-native", "tandem-migrate"})
    void exposureIsLowNativelyAndOnTheJvm(String name) throws IOException {
        Shell.assumeInstalled("systemd-analyze", "the units' exposure");
        String unit = Files.readString(Shell.inProject("infra/systemd/" + name + ".service"));
        // Offline it reads no drop-ins; appended, a later line counts as it does in one.
        String jvm = Files.readString(Shell.inProject("infra/systemd/jvm.conf"));

        for (String text : List.of(unit, unit + "\n" + jvm)) {
            Path file = Files.writeString(folder.resolve(name + ".service"), text);
            Shell.run(
                            "systemd-analyze",
                            "security",
                            "--offline=true",
                            "--no-pager",
                            "--threshold=" + HIGHEST_EXPOSURE,
                            file)
                    .succeeded();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-native", "logistics-native", "tandem-migrate"})
    void systemdUnderstandsEveryLine(String name) throws IOException {
        Shell.assumeInstalled("systemd-analyze", "the units' syntax");
        Path there = folder.resolve(name + ".service");
        // The program is not installed here: in its place stands one that every machine has.
        Files.writeString(
                there,
                Files.readString(Shell.inProject("infra/systemd/" + name + ".service"))
                        .replace("ExecStart=/opt/tandem/%N/current/bin/%N", "ExecStart=/bin/true"));
        Path dropIns = Files.createDirectory(folder.resolve(name + ".service.d"));
        for (String each : List.of("jvm.conf", "handed-over.conf")) {
            Files.copy(Shell.inProject("infra/systemd/" + each), dropIns.resolve(each));
        }

        Shell verified = Shell.run("systemd-analyze", "verify", "--man=no", "--recursive-errors=no", there);

        assertThat(verified.output().lines().filter(line -> line.contains(name)))
                .isEmpty();
        verified.succeeded();
    }

    /** What it does not know it ignores with a warning: hardening, and secrets, for which there is handed-over.conf. */
    @Test
    void systemd239KnowsWhatAProgramCannotDoWithout() throws IOException {
        Set<String> known;
        try (InputStream list = getClass().getResourceAsStream("systemd-239.txt")) {
            known = new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .collect(Collectors.toSet());
        }

        try (Stream<Path> files = Files.list(Shell.inProject("infra/systemd"))) {
            assertThat(files.filter(file -> file.toString().matches(".*\\.(service|conf)"))
                            .flatMap(UnitsTest::directives))
                    .contains("ExecStart", "ExecStartPre")
                    .filteredOn(directive -> !known.contains(directive))
                    .containsOnly(
                            "LoadCredential",
                            "ProcSubset",
                            "ProtectClock",
                            "ProtectHostname",
                            "ProtectKernelLogs",
                            "ProtectProc");
        }
    }

    private static Stream<String> directives(Path unit) {
        try {
            return Files.readAllLines(unit).stream()
                    .filter(line -> line.matches("[A-Za-z]+=.*"))
                    .map(line -> line.substring(0, line.indexOf('=')));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void aStatementOfTheMigrationMayTakeAsLongAsItsUnitLetsItRun() throws IOException {
        String unit = Files.readString(Shell.inProject("infra/systemd/tandem-migrate.service"));
        String settings = Files.readString(Shell.inProject("infra/migrate/src/main/resources/application.properties"));

        assertThat(unit).contains("\nTimeoutStartSec=900\n");
        assertThat(settings).contains("&socketTimeout=900000&");
    }

    @Test
    void theProgramsAreDeniedTheMetadataServiceAndGetTheirSecretsAsCredentials() throws IOException {
        try (Stream<Path> units = Files.list(Shell.inProject("infra/systemd"))) {
            assertThat(units.filter(file -> file.toString().endsWith(".service")))
                    .hasSize(3)
                    .allSatisfy(unit -> assertThat(unit)
                            .content()
                            .contains("IPAddressDeny=100.100.100.200/32", "LoadCredential=MYSQL_PASSWORD:")
                            .doesNotContain("_PASSWORD="));
        }
    }
}
