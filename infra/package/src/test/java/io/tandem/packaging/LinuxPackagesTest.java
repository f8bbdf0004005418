package io.tandem.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What .deb and .rpm say of themselves to package managers and to those who check packages. */
class LinuxPackagesTest {

    @TempDir
    static Path folder;

    private static Path built;

    @BeforeAll
    static void build() throws IOException {
        built = new Packages(folder).forPackageManagers("1.2.3-SNAPSHOT");
    }

    @Test
    void aNativeDebNeedsTheGlibcThatItsProgramNeeds() {
        Shell.assumeInstalled("dpkg-deb", "the fields of a .deb");

        assertThat(field("order-native-1.2.3-SNAPSHOT-linux-x86_64.deb", "Depends"))
                .matches("libc6 \\(>= 2\\.[0-9]+\\), zlib1g, passwd");
        assertThat(field("order-native-1.2.3-SNAPSHOT-jvm.deb", "Depends")).contains("java17-runtime-headless");
        assertThat(field("order-native-1.2.3-SNAPSHOT-jvm.deb", "Version"))
                .as("which is before 1.2.3")
                .isEqualTo("1.2.3~SNAPSHOT");
    }

    @Test
    void aNativeRpmNeedsTheGlibcThatItsProgramNeeds() {
        Shell.assumeInstalled("rpm", "the fields of an .rpm");

        assertThat(Shell.run("rpm", "-qp", "--requires", built.resolve("order-native-1.2.3-SNAPSHOT-linux-x86_64.rpm"))
                        .succeeded()
                        .output())
                .containsPattern("libc\\.so\\.6\\(GLIBC_2\\.[0-9]+\\)\\(64bit\\)")
                .contains("libz.so.1()(64bit)");
    }

    @Test
    void lintianAndRpmlintFindNothingThatIsNoException() {
        Shell.assumeInstalled("lintian", "the .deb files");
        Shell.assumeInstalled("rpmlint", "the .rpm files");
        Shell.assumeInstalled("rpm", "the .rpm files, which rpmlint reads with it");

        Shell.run(Shell.inProject("infra/package/lint.sh"), built).succeeded();
    }

    @Test
    void whereThereAreNoPackagesTheLintSaysSo() {
        assertThat(Shell.run(Map.of(), Shell.inProject("infra/package/lint.sh"), folder.resolve("none"))
                        .reasonOfFailure())
                .contains("there are no .deb and .rpm", "make package");
    }

    private static String field(String deb, String name) {
        return Shell.run("dpkg-deb", "-f", built.resolve(deb), name)
                .succeeded()
                .output()
                .strip();
    }
}
