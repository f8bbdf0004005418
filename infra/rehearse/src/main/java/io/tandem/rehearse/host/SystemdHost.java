package io.tandem.rehearse.host;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Waiting;
import io.tandem.rehearse.tool.Finished;
import io.tandem.rehearse.tool.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    private final Path packages;
    private final Path log;
    private ChildProcess container;
    private ProcessHandle first;

    SystemdHost(String name, String namespace, Disk disk, ControlGroup group, Path packages, Path log) {
        this.name = name;
        this.namespace = namespace;
        this.disk = disk;
        this.group = group;
        this.packages = packages;
        this.log = log;
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
        container = ChildProcess.start(ChildProcess.Command.of(name, words(), log));
        boolean started = Waiting.until(BOOTING, () -> !container.isAlive() || isUp());
        if (!started || !container.isAlive()) {
            String why = container.lastLines(1);
            container.kill();
            throw new LocalFailure("systemd did not start in a container: " + why);
        }
    }

    @Override
    public void cutPower() {
        first.destroyForcibly();
        if (!container.waitFor(STOPPING)) {
            container.kill();
        }
        group.remove();
    }

    @Override
    public Finished run(Duration atMost, String... words) {
        List<String> all = new ArrayList<>(List.of("nsenter", "--all", "--target", Long.toString(first.pid()), "--"));
        all.addAll(List.of(words));
        return Tool.run(atMost, all.toArray(String[]::new));
    }

    @Override
    public void close() {
        if (container != null) {
            container.stop(STOPPING); // nspawn then shuts its system down
            group.remove();
        }
        disk.unmount();
    }

    /** Its first process is there at once, but answers only when systemd listens. */
    private boolean isUp() {
        Optional<ProcessHandle> child = container.handle().children().findFirst();
        if (child.isEmpty()) {
            return false;
        }
        first = child.get();
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
                "--system-call-filter=bpf",
                "--bind-ro=" + packages + ":" + Hosts.PACKAGES);
    }
}
