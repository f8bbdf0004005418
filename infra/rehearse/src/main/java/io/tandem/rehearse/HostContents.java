package io.tandem.rehearse;

import io.tandem.rehearse.host.Host;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Everything on a host that a program could leave behind: files, users, groups, units, programs that run. */
record HostContents(Set<String> entries) {

    private static final Duration LOOKING = Duration.ofMinutes(3);

    private static final String LIST = """
            find / /run /tmp -xdev \\( -path /proc -o -path /sys -o -path /dev \\) -prune -o -printf 'file %p\\n'
            sed 's/:.*//; s/^/user /' /etc/passwd
            sed 's/:.*//; s/^/group /' /etc/group
            for each in /proc/[0-9]*; do
              # The brackets keep this script from finding itself.
              ! grep -qsE 't[a]ndem|-n[a]tive' "$each/cmdline" || tr '\\0' ' ' <"$each/cmdline" | sed 's/^/process /; s/$/\\n/'
            done
            ! test -d /run/systemd/system || systemctl list-units --all --plain --no-legend | sed 's/^[^a-z]*//; s/ .*//; s/^/unit /'
            """;

    /** What a host does by itself: its log and its own notes of what ran when, and the copies that useradd makes. */
    private static final List<String> OWN = List.of(
            "file /var/log/journal/",
            "file /run/log/journal/",
            "file /var/lib/systemd/",
            "file /run/systemd/",
            "file /run/user",
            "file /var/lib/apt",
            "file /var/cache/",
            "file /etc/passwd-",
            "file /etc/group-",
            "file /etc/shadow-",
            "file /etc/gshadow-",
            "file /etc/subuid-",
            "file /etc/subgid-",
            "unit init.scope");

    static HostContents of(Host host) {
        return new HostContents(
                new TreeSet<>(host.run(LOOKING, "bash", "-c", LIST).orFail().lines()));
    }

    /** What is here and was not there before. */
    List<String> beyond(HostContents before) {
        return entries.stream()
                .filter(entry -> !before.entries().contains(entry))
                .filter(entry -> OWN.stream().noneMatch(entry::startsWith))
                .toList();
    }
}
