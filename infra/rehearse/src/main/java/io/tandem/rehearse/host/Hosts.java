package io.tandem.rehearse.host;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.rehearse.network.Namespaces;
import io.tandem.rehearse.network.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders hosts. With systemd, if this machine can run it in a container; if not, all are without.
 *
 * @param image what every disk begins with
 * @param folder for their disks and logs
 * @param names lines of /etc/hosts
 * @param certificate of the bucket, which hosts trust
 */
public record Hosts(
        Namespaces namespaces, Path image, Path folder, List<String> names, Path certificate, Supervision supervision) {

    /** Whether systemd is wanted. */
    public enum Supervision {
        SYSTEMD,
        NONE;

        /** {@code SYSTEMD=no} asks for the scripts' other way. */
        public static Supervision ofEnvironment() {
            return System.getenv().getOrDefault("SYSTEMD", "yes").equals("no") ? NONE : SYSTEMD;
        }
    }

    /** Booted. */
    public List<Host> order(List<Site> sites, Progress progress) {
        List<Host> ordered = new ArrayList<>();
        try {
            for (Site site : sites) {
                Host host = host(site);
                ordered.add(host);
                host.boot();
            }
            return List.copyOf(ordered);
        } catch (LocalFailure failure) {
            ordered.forEach(Host::close);
            if (supervision == Supervision.NONE) {
                throw failure;
            }
            progress.say(failure.getMessage() + ". Going on without systemd, with the scripts' other way");
            return new Hosts(namespaces, image, folder.resolve("without-systemd"), names, certificate, Supervision.NONE)
                    .order(sites, progress);
        }
    }

    private Host host(Site site) {
        String name = site.label();
        Path own = folder.resolve(name);
        Disk disk = Disk.of(image, own, name, names, certificate);
        Path log = own.resolve("console.log");
        return switch (supervision) {
            case SYSTEMD -> {
                ControlGroup.mountHierarchy();
                yield new SystemdHost(name, namespaces.of(site), disk, ControlGroup.of(namespaces.of(site)), log);
            }
            case NONE -> new PlainHost(name, namespaces.of(site), disk, log);
        };
    }
}
