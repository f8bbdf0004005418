package io.tandem.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A Debian 12 of its own, in a folder, with apt and dnf. Its systemd does not run: what packages have it do is done to its files
 * (enable, disable) and written down (start, stop).
 */
final class GuestRoot {

    private static final String RELEASE = "bookworm";
    private static final int SECONDS_AT_MOST = 900;
    /** Enabling is systemd's own work on files; everything else needs a manager. */
    private static final String SYSTEMCTL = """
        #!/bin/sh
        echo "$*" >>/calls
        for each in "$@"; do
          case "$each" in
            enable | disable | --version) SYSTEMD_OFFLINE=1 exec /usr/bin/systemctl.real "$@" ;;
            is-active) test -e /running; exit ;;
          esac
        done
        """;
    /** Stands in for what the packages need and this root does not have. */
    private static final String JAVA = """
        Package: java-of-tests
        Version: 17
        Architecture: all
        Maintainer: tests <tests@tandem.example>
        Provides: java17-runtime-headless
        Description: stands in for Java
        """;

    private static final String NEEDED_BY_RPMS = """
        Name: needed-by-tests
        Version: 17
        Release: 1
        Summary: stands in for Java, glibc and a shell
        License: none
        BuildArch: noarch
        Provides: java-headless = 1:17
        Provides: /usr/sbin/useradd
        Provides: /bin/sh
        Provides: libz.so.1()(64bit)
        %{lua: for i = 2, 99 do print("Provides: libc.so.6(GLIBC_2." .. i .. ")(64bit)\\n") end}
        %description
        %files
        """;

    private final Path root;

    private GuestRoot(Path root) {
        this.root = root;
    }

    static GuestRoot below(Path folder) throws IOException {
        Path root = folder.resolve("root");
        Shell.runFor(SECONDS_AT_MOST, "cp", "-a", "--reflink=auto", base(), root)
                .succeeded();
        return new GuestRoot(root);
    }

    /** Made once for each user. */
    private static Path base() throws IOException {
        Path base = Path.of(System.getProperty("user.home"), ".cache", "tandem", "package-test-" + RELEASE);
        if (Files.isDirectory(base)) {
            return base;
        }
        Path fresh = base.resolveSibling(base.getFileName() + ".new");
        Shell.run("rm", "-rf", fresh).succeeded();
        Files.createDirectories(fresh.getParent());
        Shell.runFor(
                        SECONDS_AT_MOST,
                        "unshare",
                        "--mount",
                        "debootstrap",
                        "--variant=minbase",
                        "--include=systemd,rpm,dnf,passwd",
                        RELEASE,
                        fresh)
                .succeeded();
        GuestRoot made = new GuestRoot(fresh);
        made.run("mv /usr/bin/systemctl /usr/bin/systemctl.real").succeeded();
        made.write("usr/bin/systemctl", SYSTEMCTL);
        made.write("tmp/java/DEBIAN/control", JAVA);
        made.write("tmp/needed.spec", NEEDED_BY_RPMS);
        made.run("dpkg-deb --build /tmp/java /tmp/java.deb && dpkg -i /tmp/java.deb")
                .succeeded();
        made.run("rpmbuild -bb --define '_rpmdir /tmp' /tmp/needed.spec && rpm -i --nodeps /tmp/noarch/*.rpm")
                .succeeded();
        return Files.move(fresh, base);
    }

    Shell run(String script) {
        List<Object> words = new ArrayList<>(List.of("unshare", "--mount", "bash", "-c"));
        words.add("mount -t proc proc \"$0/proc\" && mount -t tmpfs tmpfs \"$0/dev/shm\" && mkdir -p"
                + " \"$0/run/systemd/system\" && exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root"
                + " LC_ALL=C DEBIAN_FRONTEND=noninteractive chroot \"$0\" bash -c \"$1\"");
        words.add(root);
        words.add(script);
        return Shell.runFor(SECONDS_AT_MOST, words.toArray());
    }

    void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Not left to the test's folder, which would warn of each of its thousand links. */
    void remove() {
        Shell.runFor(SECONDS_AT_MOST, "rm", "-rf", "--one-file-system", root).succeeded();
    }

    void bring(Path folder) {
        Shell.run("cp", "-R", folder, root.resolve("packages")).succeeded();
    }

    boolean has(String path) {
        return Files.exists(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    String text(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }
}
