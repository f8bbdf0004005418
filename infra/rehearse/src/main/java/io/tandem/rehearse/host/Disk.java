package io.tandem.rehearse.host;

import io.tandem.local.process.LocalFailure;
import io.tandem.rehearse.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A host's disk: the image underneath, untouched, and over it what this host wrote. It is mounted in the mount namespace of this
 * process, so it goes with it, however it ends.
 */
final class Disk {

    private final Path mounted;

    private Disk(Path mounted) {
        this.mounted = mounted;
    }

    /**
     * @param names lines for {@code /etc/hosts}: the cloud's name service
     * @param certificate whose holder is trusted, too
     */
    static Disk of(Path image, Path folder, String hostName, List<String> names, Path certificate) {
        Path upper = folder.resolve("written");
        Path mounted = folder.resolve("disk");
        try {
            for (Path each : List.of(upper, folder.resolve("work"), mounted)) {
                Files.createDirectories(each);
            }
            Tool.run(
                    "mount",
                    "-t",
                    "overlay",
                    hostName,
                    "-o",
                    "lowerdir=%s,upperdir=%s,workdir=%s".formatted(image, upper, folder.resolve("work")),
                    mounted.toString());
            Files.writeString(mounted.resolve("etc/hostname"), hostName + "\n");
            Files.write(mounted.resolve("etc/hosts"), names, StandardOpenOption.APPEND, StandardOpenOption.CREATE);
            Files.write(
                    mounted.resolve("etc/ssl/certs/ca-certificates.crt"),
                    Files.readAllLines(certificate),
                    StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new LocalFailure("Cannot make the disk of " + hostName + ": " + failure.getMessage(), failure);
        }
        return new Disk(mounted);
    }

    Path path() {
        return mounted;
    }

    void unmount() {
        Tool.run("umount", "--lazy", mounted.toString());
    }
}
