package io.tandem.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.local.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a package, and that the same inputs give the same bytes. */
class PackTest {

    private static final Path GLIBC = Shell.inProject("infra/native/glibc.sh");

    @TempDir
    Path folder;

    private Packages packages;

    @BeforeEach
    void start() {
        packages = new Packages(folder);
    }

    @Test
    void theSameInputsGiveTheSameBytes() throws IOException {
        Path program = ProjectRoot.built("infra/migrate", "target/quarkus-app");
        Path copy = folder.resolve("copy");
        Shell.run("cp", "-R", program, copy).succeeded();
        Shell.run("chmod", "-R", "u=rwX,go=", copy).succeeded();

        Path one = packages.pack("tandem-migrate", "1.2.3", "jvm", program);
        Path other = packages.pack(
                "tandem-migrate", "1.2.3", "jvm", copy, Map.of("TZ", "Asia/Shanghai", "LC_ALL", "C.UTF-8"));

        assertThat(Files.mismatch(one, other)).isEqualTo(-1);
    }

    @Test
    void aPackageForTheJvmHasEverythingThatAHostNeeds() throws IOException {
        Path unpacked = packages.unpacked("1.2.3");

        assertThat(unpacked.getFileName()).hasToString("order-native-1.2.3");
        assertThat(unpacked.resolve("bin/order-native")).isExecutable();
        assertThat(unpacked.resolve("install.sh")).isExecutable();
        assertThat(unpacked)
                .isDirectoryContaining("glob:**/LICENSE")
                .isDirectoryContaining("glob:**/sbom.cdx.json")
                .isDirectoryContaining("glob:**/defaults.env")
                .isDirectoryContaining("glob:**/settings.example")
                .isDirectoryContaining("glob:**/app");
        assertThat(unpacked.resolve("systemd"))
                .isDirectoryContaining("glob:**/order-native.service")
                .isDirectoryContaining("glob:**/jvm.conf");
        assertThat(unpacked.resolve("package.conf"))
                .hasContent("NAME=order-native\nVERSION=1.2.3\nFLAVOR=jvm\nKIND=service\n");
        Shell.run("bash", "-c", "cd \"$0\" && sha256sum --check --strict --quiet SHA256SUMS", unpacked)
                .succeeded();
    }

    @Test
    void aNativePackageIsTheExecutableAlone() throws IOException {
        Path executable = Files.writeString(folder.resolve("tandem-migrate-1.2.3-runner"), "#!/bin/sh\n");

        Path unpacked = packages.unpack(packages.pack("tandem-migrate", "1.2.3", "linux-x86_64", executable));

        assertThat(unpacked.resolve("bin/tandem-migrate")).isExecutable().hasSameBinaryContentAs(executable);
        assertThat(unpacked.resolve("app")).doesNotExist();
        assertThat(unpacked.resolve("systemd/jvm.conf")).doesNotExist();
        assertThat(unpacked.resolve("package.conf")).content().contains("FLAVOR=linux-x86_64", "KIND=oneshot");
    }

    @Test
    void aNativePackageSaysWhichGlibcItNeeds() throws IOException {
        String needed =
                Shell.run(GLIBC, "needed", "/bin/true").succeeded().output().strip();

        assertThat(needed).matches("2\\.[0-9]+");
        assertThat(packages.unpackedNative("linux-x86_64").resolve("package.conf"))
                .content()
                .contains("GLIBC=" + needed + "\n");
    }

    @Test
    void anExecutableThatHostsCannotStartIsRefused() {
        assertThat(Shell.run(Map.of("TARGET_GLIBC", "2.1"), GLIBC, "fits", "/bin/true")
                        .reasonOfFailure())
                .contains("/bin/true needs 2.", "but hosts have 2.1");
        Shell.run(Map.of("TARGET_GLIBC", "2.999"), GLIBC, "fits", "/bin/true").succeeded();
        assertThat(Shell.run(Map.of("TARGET_GLIBC", "new"), GLIBC, "fits", "/bin/true")
                        .reasonOfFailure())
                .contains("TARGET_GLIBC is new");
    }
}
