package io.tandem.rehearse.host;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.local.process.UserCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The disk that every host begins with: a small Debian with systemd, made by debootstrap once for each user. */
public final class HostImage {

    private static final Duration AT_MOST = Duration.ofMinutes(6);
    /** The oldest system that packages are for, Debian 11 with glibc 2.31; or with {@code HOST=bookworm} Debian 12. */
    private static final List<String> RELEASES = List.of("bullseye", "bookworm");

    /** What an Alibaba Cloud Linux has and the scripts use. Java is there because packages for the JVM bring it with dnf only. */
    private static final String PACKAGES =
            "systemd,systemd-sysv,iproute2,curl,ca-certificates,python3,openjdk-17-jre-headless";

    private HostImage() {}

    /** The folder with the image; the first call takes minutes. */
    public static Path ofUser(Progress progress) {
        String release = System.getenv().getOrDefault("HOST", RELEASES.get(0));
        if (!RELEASES.contains(release)) {
            throw new LocalFailure("HOST is " + release + ", and has to be one of " + String.join(", ", RELEASES));
        }
        return UserCache.ofUser()
                .entry("host-" + release + "-1", folder -> make(folder.resolve("disk"), release, progress))
                .resolve("disk");
    }

    private static void make(Path disk, String release, Progress progress) throws IOException {
        progress.say("making the hosts' disk with debootstrap (Debian " + release + "), once for this user");
        List<String> words =
                List.of("debootstrap", "--variant=minbase", "--include=" + PACKAGES, release, disk.toString());
        ChildProcess debootstrap =
                ChildProcess.start(ChildProcess.Command.of("debootstrap", words, disk.resolveSibling("debootstrap.log"))
                        .withEnvironment(Map.of("DEBIAN_FRONTEND", "noninteractive")));
        if (!debootstrap.waitFor(AT_MOST) || debootstrap.exitCode() != 0) {
            debootstrap.kill();
            throw new LocalFailure("debootstrap made no Debian: " + debootstrap.lastLines(1));
        }
        // As a golden image: systemd makes each host an identity of its own at its first start.
        Files.writeString(disk.resolve("etc/machine-id"), "");
        Files.deleteIfExists(disk.resolve("etc/resolv.conf"));
    }
}
