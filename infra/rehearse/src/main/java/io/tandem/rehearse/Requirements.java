package io.tandem.rehearse;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Programs;
import io.tandem.local.process.Progress;
import io.tandem.rehearse.tool.Finished;
import io.tandem.rehearse.tool.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a machine must have for a rehearsal: root's rights, and a few programs, which are installed where they are missing. */
final class Requirements {

    private static final Duration INSTALLING = Duration.ofMinutes(5);
    private static final Map<String, String> PACKAGES = new TreeMap<>(Map.of(
            "ip", "iproute2",
            "nft", "nftables",
            "node", "nodejs",
            "npm", "npm",
            "debootstrap", "debootstrap",
            "systemd-nspawn", "systemd-container",
            "nsenter", "util-linux"));

    private Requirements() {}

    static void install(Progress progress) {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new LocalFailure(
                    "A rehearsal makes network namespaces and containers, which only root may: run `sudo make rehearse`");
        }
        List<String> missing = missing();
        if (missing.isEmpty()) {
            return;
        }
        String command = "apt-get install -y " + String.join(" ", missing);
        if (!Programs.exists("apt-get")) {
            throw new LocalFailure("A rehearsal needs " + String.join(", ", missing)
                    + " (Debian's names of packages), and there is no apt-get here to install them");
        }
        progress.say("installing " + String.join(", ", missing));
        Tool.run(INSTALLING, "apt-get", "update", "-q");
        Finished installed = Tool.run(
                INSTALLING,
                Stream.concat(
                                Stream.of(
                                        "env",
                                        "DEBIAN_FRONTEND=noninteractive",
                                        "apt-get",
                                        "install",
                                        "-y",
                                        "-q",
                                        "--no-install-recommends"),
                                missing.stream())
                        .toArray(String[]::new));
        if (!installed.succeeded() || !missing().isEmpty()) {
            throw new LocalFailure("A rehearsal needs " + String.join(", ", missing()) + ", and `" + command
                    + "` did not bring it: " + installed.lastLine());
        }
    }

    private static List<String> missing() {
        return PACKAGES.entrySet().stream()
                .filter(program -> !Programs.exists(program.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
