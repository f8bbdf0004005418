package io.tandem.rehearse.host;

import io.tandem.rehearse.tool.Finished;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A host whose first process is systemd, in a container of systemd-nspawn. */
final class SystemdHost implements Host {

    private static final Duration BOOTING = Duration.ofMinutes(1);
    private static final Duration STOPPING = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofSeconds(20);

    /** nspawn wants a control group for each container; this joins it and becomes nspawn. */
    private static final String IN_OWN_GROUP = "mkdir -p \"$0\" && echo $$ >\"$0/cgroup.procs\" && exec \"$@\"";

    private final String name;
    private final String namespace;
    private final Disk disk;
    private final ControlGroup group;
    private final Container container;

    SystemdHost(String name, String namespace, Disk disk, ControlGroup group, Path log) {
        this.name = name;
        this.namespace = namespace;
        this.disk = disk;
        this.group = group;
        this.container = new Container(name, log, "--all");
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
        String release = run(LOOK, "systemctl", "--version").orFail().output().split("[ \n]", 3)[1];
        List<String> missing = group.missingControllers();
        return "systemd " + release
                + (missing.isEmpty()
                        ? ""
                        : "; this machine lends containers no controller of " + String.join(" and ", missing)
                                + ", so limits on them are not enforced here");
    }

    @Override
    public boolean hasSystemd() {
        return true;
    }

    @Override
    public void boot() {
        container.start(words(), BOOTING, this::isUp);
    }

    @Override
    public void cutPower() {
        container.kill(STOPPING);
        group.remove();
    }

    @Override
    public Finished run(Duration atMost, String... words) {
        return container.run(atMost, words);
    }

    @Override
    public void close() {
        if (container.wasStarted()) {
            container.stop(STOPPING); // nspawn then shuts its system down
            group.remove();
        }
        disk.unmount();
    }

    /** Its first process is there at once, but answers only when systemd listens. */
    private boolean isUp() {
        String state = run(LOOK, "systemctl", "is-system-running").output().strip();
        return state.equals("running") || state.equals("degraded");
    }

    private List<String> words() {
        return List.of(
                "/bin/sh",
                "-c",
                IN_OWN_GROUP,
                group.path().toString(),
                "systemd-nspawn",
                "--quiet",
                "--boot",
                "--directory=" + disk.path(),
                "--machine=" + name,
                "--hostname=" + name,
                "--network-namespace-path=/run/netns/" + namespace,
                // There may be no systemd on this machine to register with.
                "--register=no",
                "--keep-unit",
                "--settings=no",
                "--resolv-conf=off",
                "--timezone=off",
                "--link-journal=no",
                "--console=pipe",
                // As on a host that is none: systemd keeps addresses from units (IPAddressDeny) with BPF programs.
                "--capability=CAP_BPF,CAP_PERFMON",
                "--system-call-filter=bpf");
    }
}
