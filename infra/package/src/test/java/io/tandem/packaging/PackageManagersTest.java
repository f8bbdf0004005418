package io.tandem.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host that changes from the JVM's package to the native one, or back, keeps what is its own: by apt, and by dnf in the same root.
 * `make test-packages` runs it: it needs root, and makes a Debian once, which takes minutes.
 */
@EnabledIfEnvironmentVariable(named = "TANDEM_PACKAGE_MANAGERS", matches = "true")
class PackageManagersTest {

    private static final String SETTINGS = "etc/tandem/order-native/settings.env";
    private static final String SECRET = "etc/tandem/order-native/credentials/MYSQL_PASSWORD";
    private static final String ENABLED = "etc/systemd/system/multi-user.target.wants/order-native.service";

    @TempDir
    static Path packages;

    private static Path built;

    @TempDir
    Path folder;

    private GuestRoot host;

    @BeforeAll
    static void build() throws IOException {
        built = new Packages(packages).forPackageManagers("1.0.0");
    }

    @BeforeEach
    void start() throws IOException {
        host = GuestRoot.below(folder);
        host.bring(built);
    }

    @AfterEach
    void stop() {
        host.remove();
    }

    @Test
    void aptChangesTheFlavourAndPurgesTheOtherUnderIt() throws IOException {
        host.run("apt-get install -y /packages/*-jvm.deb").succeeded();
        inUse();

        host.run("apt-get install -y --allow-downgrades /packages/*-linux-x86_64.deb")
                .succeeded();

        isInUseBy("linux-x86_64");
        assertThat(host.text("calls")).endsWith("restart order-native.service\n");

        host.run("dpkg --purge order-native-jvm").succeeded();

        isInUseBy("linux-x86_64");
    }

    @Test
    void dpkgChangesTheFlavourInOneStep() throws IOException {
        host.run("dpkg -i /packages/*-linux-x86_64.deb").succeeded();
        inUse();

        host.run("dpkg -i --auto-deconfigure --force-conflicts /packages/*-jvm.deb")
                .succeeded();

        isInUseBy("jvm");
    }

    @Test
    void nothingIsLeftAfterThePurgeOfBoth() throws IOException {
        host.run("apt-get install -y /packages/*-jvm.deb").succeeded();
        inUse();
        host.run("apt-get install -y /packages/*-linux-x86_64.deb").succeeded();

        host.run("dpkg --purge order-native order-native-jvm").succeeded();

        assertThat(host.has("etc/tandem")).isFalse();
        assertThat(host.has("opt/tandem")).isFalse();
        assertThat(host.has(ENABLED)).isFalse();
        assertThat(host.text("etc/passwd")).doesNotContain("order-native");
    }

    @Test
    void removedAndNotPurgedItKeepsWhatWasWritten() throws IOException {
        host.run("apt-get install -y /packages/*-jvm.deb").succeeded();
        inUse();

        host.run("apt-get remove -y order-native-jvm").succeeded();

        assertThat(host.text(SETTINGS)).isEqualTo("mine");
        assertThat(host.text(SECRET)).isEqualTo("secret");
    }

    @Test
    void dnfSwapsTheFlavour() throws IOException {
        dnf("install -y /packages/*-jvm.rpm").succeeded();
        inUse();

        dnf("swap -y order-native-jvm /packages/*-linux-x86_64.rpm").succeeded();

        isInUseBy("linux-x86_64");
        assertThat(host.text("calls")).doesNotContain("stop", "disable").contains("try-restart order-native.service");
    }

    @Test
    void dnfRemoveStopsTheProgramAndKeepsWhatWasWritten() throws IOException {
        dnf("install -y /packages/*-linux-x86_64.rpm").succeeded();
        inUse();

        dnf("remove -y order-native").succeeded();

        assertThat(host.text("calls")).contains("disable --now order-native.service");
        assertThat(host.has("opt/tandem")).isFalse();
        assertThat(host.has(ENABLED)).isFalse();
        assertThat(host.text(SETTINGS)).isEqualTo("mine");
        assertThat(host.text(SECRET)).isEqualTo("secret");
        assertThat(host.text("etc/passwd")).contains("order-native");
    }

    @Test
    void aHostWithInstallShsProgramIsLeftAlone() throws IOException {
        host.write("opt/tandem/order-native/1-jvm-0/install.sh", "");
        host.run("ln -s 1-jvm-0 /opt/tandem/order-native/current").succeeded();

        assertThat(host.run("dpkg -i /packages/*-jvm.deb").output())
                .contains("order-native-jvm: order-native was installed with install.sh on this host");
        assertThat(dnf("install -y /packages/*-jvm.rpm").output())
                .contains("order-native-jvm: order-native was installed with install.sh on this host");
        assertThat(host.run("readlink /opt/tandem/order-native/current").output())
                .isEqualTo("1-jvm-0\n");
    }

    private Shell dnf(String words) {
        return host.run("dnf --disablerepo='*' --nogpgcheck --setopt=keepcache=0 " + words);
    }

    /** As an administrator does. */
    private void inUse() throws IOException {
        host.write(SETTINGS, "mine");
        host.write(SECRET, "secret");
        host.write("running", "");
        host.run("systemctl enable order-native.service; rm /calls").succeeded();
        assertThat(host.has(ENABLED)).isTrue();
    }

    private void isInUseBy(String flavor) throws IOException {
        assertThat(host.text(SETTINGS)).isEqualTo("mine");
        assertThat(host.text(SECRET)).isEqualTo("secret");
        assertThat(host.text("etc/passwd")).contains("order-native");
        assertThat(host.has(ENABLED)).isTrue();
        assertThat(host.has("usr/lib/systemd/system/order-native.service")).isTrue();
        assertThat(host.run("readlink /opt/tandem/order-native/current").output())
                .isEqualTo("1.0.0-" + flavor + "\n");
        assertThat(host.run("/opt/tandem/order-native/current/bin/order-native --version")
                        .output())
                .doesNotContain("No such file");
    }
}
