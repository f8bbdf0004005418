package io.tandem.rehearse.host;

import io.tandem.rehearse.network.Namespaces;
import io.tandem.rehearse.tool.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A host without systemd: a shell as the first process, which at a start does what an init script would. */
final class PlainHost implements Host {

    private static final Duration BOOTING = Duration.ofSeconds(20);
    private static final Duration STARTING = Duration.ofMinutes(3);
    private static final Duration STOPPING = Duration.ofSeconds(10);

    /** Waits for whatever becomes its child, as a first process must. */
    private static final String FIRST =
            "hostname \"$0\" && mount -t proc proc \"$1/proc\" && mount -t tmpfs tmpfs \"$1/run\""
                    + " && exec chroot \"$1\" /bin/bash -c 'touch /run/up; while :; do sleep 1; done'";

    private final String name;
    private final String namespace;
    private final Disk disk;
    private final Container container;

    PlainHost(String name, String namespace, Disk disk, Path log) {
        this.name = name;
        this.namespace = namespace;
        this.disk = disk;
        this.container = new Container(name, log, "--all", "--root", "--wd");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path disk() {
        return disk.path();
    }

    @Override
    public String supervision() {
        return "no systemd; supervise.sh of the package";
    }

    @Override
    public boolean hasSystemd() {
        return false;
    }

    @Override
    public void boot() {
        container.start(
                words(), BOOTING, () -> run(BOOTING, "test", "-e", "/run/up").succeeded());
        installed().forEach(installer -> run(STARTING, installer, "--start").orFail());
    }

    @Override
    public void cutPower() {
        container.kill(STOPPING);
    }

    @Override
    public Finished run(Duration atMost, String... words) {
        return container.run(atMost, words);
    }

    @Override
    public void close() {
        if (container.isAlive()) {
            cutPower();
        }
        disk.unmount();
    }

    /** What an init script would start: the installers of the programs that run all the time. */
    private List<String> installed() {
        try (Stream<Path> programs = Files.list(disk.path().resolve("opt/tandem"))) {
            return programs.filter(program -> program.getFileName().toString().endsWith("-native"))
                    .map(program -> "/opt/tandem/" + program.getFileName() + "/current/install.sh")
                    .toList();
        } catch (IOException nothingInstalled) {
            return List.of();
        }
    }

    private List<String> words() {
        return Namespaces.inside(
                namespace,
                List.of(
                        "unshare",
                        "--mount",
                        "--uts",
                        "--ipc",
                        "--pid",
                        "--fork",
                        "--kill-child",
                        "/bin/bash",
                        "-c",
                        FIRST,
                        name,
                        disk.path().toString()));
    }
}
