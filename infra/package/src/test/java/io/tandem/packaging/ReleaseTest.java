package io.tandem.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a maintainer publishes is whole, fits together, and is not there at all if something was wrong. */
class ReleaseTest {

    private static final String VERSION = "1.2.3";
    private static final List<String> NAMES = List.of("order-native", "logistics-native", "tandem-migrate");

    @TempDir
    Path folder;

    private Path packages;
    private Path releases;

    @BeforeEach
    void build() throws IOException {
        packages = Files.createDirectory(folder.resolve("packages"));
        releases = folder.resolve("releases");
        Packages all = new Packages(folder);
        for (String name : NAMES) {
            Path archive = all.pack(name, VERSION, "jvm", all.probe());
            Files.move(archive, packages.resolve(archive.getFileName()));
            for (String extension : List.of(".deb", ".rpm")) {
                Files.writeString(packages.resolve(name + "-" + VERSION + "-jvm" + extension), "package");
            }
        }
        sumUp();
    }

    @Test
    void theTemplateHasThisReleasesDefaults() throws IOException {
        release(Map.of("BUCKET", "packages")).succeeded();

        Path made = releases.resolve(VERSION);
        List<String> template = Files.readAllLines(made.resolve("tandem-1.2.3.yml"));
        assertThat(defaultOf("PackageBaseUrl", template))
                .isEqualTo("https://packages-{region}.oss-{region}-internal.aliyuncs.com/tandem/1.2.3");
        assertThat(defaultOf("PackageVersion", template)).isEqualTo(VERSION);
        assertThat(defaultOf("PackageFlavor", template)).isEqualTo("jvm");
        assertThat(defaultOf("OrderPackageSha256", template)).isEqualTo(sumOf("order-native"));
        assertThat(defaultOf("LogisticsPackageSha256", template)).isEqualTo(sumOf("logistics-native"));
        assertThat(defaultOf("MigratePackageSha256", template)).isEqualTo(sumOf("tandem-migrate"));
        for (String parameter : List.of(
                "PackageBaseUrl",
                "PackageVersion",
                "OrderPackageSha256",
                "LogisticsPackageSha256",
                "MigratePackageSha256")) {
            assertThat(defaultOf(parameter, template)).matches(textOf(parameter, "AllowedPattern", template));
        }
        assertThat(withoutDefaults(template))
                .as("the rest is the project's template")
                .isEqualTo(withoutDefaults(Files.readAllLines(Shell.inProject("infra/ros/tandem.yml"))));
    }

    @Test
    void everythingIsThereAndSummedUp() throws IOException {
        release(Map.of("PACKAGE_URL", "https://packages.tandem.example/tandem/1.2.3"))
                .succeeded();

        Path made = releases.resolve(VERSION);
        Shell.run("bash", "-c", "cd \"$0\" && sha256sum --check --strict --quiet SHA256SUMS", made)
                .succeeded();
        List<String> expected = new ArrayList<>(List.of("release-notes.md", "tandem-1.2.3.yml"));
        for (String name : NAMES) {
            expected.add(name + "-1.2.3.cdx.json");
            Stream.of(".tar.gz", ".deb", ".rpm").forEach(extension -> expected.add(name + "-1.2.3-jvm" + extension));
        }
        assertThat(Files.readAllLines(made.resolve("SHA256SUMS")).stream().map(line -> line.substring(66)))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(made.resolve("release-notes.md")).content().contains("# Tandem 1.2.3", "## New", "## Mended");
    }

    @Test
    void theSumsAreSignedWhenThereIsAKey() throws IOException {
        Shell.assumeInstalled("gpg", "the signature of a release");
        Path home = Files.createDirectory(folder.resolve("gnupg"));
        Shell.run("chmod", "700", home).succeeded();
        Map<String, String> keys = Map.of("GNUPGHOME", home.toString());
        try {
            Shell.run(keys, "gpg", "--batch", "--passphrase", "", "--quick-gen-key", "tests@tandem.example")
                    .succeeded();

            Map<String, String> given = new HashMap<>(keys);
            given.putAll(Map.of("BUCKET", "packages", "RELEASE_KEY", "tests@tandem.example"));
            assertThat(release(given).succeeded().output()).contains("signed");

            Path sums = releases.resolve(VERSION).resolve("SHA256SUMS");
            Shell.run(keys, "gpg", "--verify", sums + ".asc", sums).succeeded();
        } finally {
            Shell.run(keys, "gpgconf", "--kill", "all");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BUCKET      | ''                | BUCKET is not set",
                "BUCKET      | No Bucket         | cannot begin a bucket's name",
                "PACKAGE_URL | http://plain/x    | has to begin with https://",
                "RELEASE_KEY | nobody@nowhere.io | gpg has no secret key nobody@nowhere.io",
                "SINCE       | no-such-commit    | no-such-commit, which is no commit"
            })
    void whatMakesNoSenseIsRefusedBeforeAnythingIsBuilt(String name, String value, String reason) {
        Map<String, String> told = new HashMap<>(Map.of("BUCKET", "packages"));
        told.put(name, value);

        assertThat(Shell.run(told, Shell.inProject("infra/package/release.sh"), "--check")
                        .reasonOfFailure())
                .startsWith("release: ")
                .contains(reason);
    }

    @Test
    void aPackageThatIsNotAsItWasBuiltIsNotReleasedAndTheReleaseBeforeStays() throws IOException {
        release(Map.of("BUCKET", "packages")).succeeded();
        Path notes = releases.resolve(VERSION).resolve("release-notes.md");
        Files.writeString(packages.resolve("order-native-1.2.3-jvm.tar.gz"), "x", StandardOpenOption.APPEND);

        assertThat(release(Map.of("BUCKET", "packages")).reasonOfFailure()).contains("not as it was built");

        assertThat(notes).exists();
        assertThat(releases.resolveSibling("releases.new")).doesNotExist();
    }

    @Test
    void aDiskThatIsFullLeavesNothing() {
        Shell tried = Shell.onASmallDisk(releases, """
            head -c 1000000000 /dev/zero >"$0/filling" 2>/dev/null
            BUCKET=packages PACKAGES="$1" RELEASES="$0/out" "$2"
            """, packages, Shell.inProject("infra/package/release.sh"));

        assertThat(tried.output()).contains("release: failed: ", "is as it was");
        assertThat(tried.reasonOfFailure()).isEqualTo("left: filling");
    }

    @Test
    void withoutPackagesItSaysWhatToDo() throws IOException {
        Shell.run("rm", "-r", packages).succeeded();

        assertThat(release(Map.of("BUCKET", "packages")).reasonOfFailure())
                .isEqualTo("release: there are no packages in target/packages: run `make package`");
    }

    private Shell release(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("PACKAGES", packages.toString());
        all.put("RELEASES", releases.toString());
        return Shell.run(all, Shell.inProject("infra/package/release.sh"));
    }

    private void sumUp() {
        Shell.run("bash", "-c", "cd \"$0\" && sha256sum * >SHA256SUMS", packages)
                .succeeded();
    }

    private String sumOf(String name) throws IOException {
        return Files.readAllLines(packages.resolve("SHA256SUMS")).stream()
                .filter(line -> line.endsWith("  " + name + "-1.2.3-jvm.tar.gz"))
                .map(line -> line.substring(0, 64))
                .findFirst()
                .orElseThrow();
    }

    private static String defaultOf(String parameter, List<String> template) {
        return textOf(parameter, "Default", template).replaceAll("^'|'$", "");
    }

    private static String textOf(String parameter, String key, List<String> template) {
        String prefix = "    " + key + ": ";
        return template.stream()
                .dropWhile(line -> !line.equals("  " + parameter + ":"))
                .skip(1)
                .takeWhile(line -> line.startsWith("    "))
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> withoutDefaults(List<String> template) {
        return template.stream()
                .filter(line -> !line.startsWith("    Default: "))
                .toList();
    }
}
