package io.tandem.rehearse;

import io.tandem.local.demo.Story;
import io.tandem.rehearse.host.Host;
import io.tandem.rehearse.network.Site;
import io.tandem.rehearse.stack.SecretStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What can be reached from outside, and where the passwords are. */
final class Exposure {

    private static final Duration ASKING = Duration.ofSeconds(20);
    private static final String ASK = "curl -s -o /dev/null -w '%{http_code}' --max-time 3 http://ADDRESS || :";
    private static final String IN_UNIT = "echo $$ >/sys/fs/cgroup/system.slice/order-native.service/cgroup.procs && ";
    private static final String CREDENTIALS = "/etc/tandem/";

    private final Scene scene;
    private final Host order;
    private final Host logistics;
    private final Host migration;
    private final Story story;
    private final Set<String> passwords;

    Exposure(Scene scene, Cloud cloud) {
        this.scene = scene;
        this.order = cloud.host("OrderHost1");
        this.logistics = cloud.host("LogisticsHost1");
        this.migration = cloud.host("MigrationHost");
        this.story = scene.story();
        this.passwords = new HashSet<>(SecretStore.secrets(cloud.stack()).values());
    }

    void look() {
        story.chapter("二、对外只有一个端口；密码只在一处", "one port to the world, and one place for the passwords");
        knock();
        askFromTheHosts();
        askTheMetadataService();
        searchPasswords();
    }

    private void knock() {
        story.does("knock from outside at %d ports of each address, the private ones too".formatted(Doors.count()));
        List<Integer> open = Doors.openAt(Site.PUBLIC_ADDRESS);
        story.expects(open.equals(List.of(80)), "%s: %s open".formatted(Site.PUBLIC_ADDRESS, open));
        Stream<String> others = Stream.concat(
                Arrays.stream(Site.values())
                        .filter(site -> site != Site.OUTSIDE && site != Site.ORDER1)
                        .flatMap(site -> site.addresses().stream()),
                Stream.of(Site.METADATA_ADDRESS));
        for (String address : others.toList()) {
            List<Integer> there = Doors.openAt(address);
            story.expects(there.isEmpty(), "%s: %s".formatted(address, there.isEmpty() ? "nothing" : there));
        }
    }

    private void askFromTheHosts() {
        String address = Site.LOGISTICS1.address();
        story.expects(
                code(order, address + ":9080").equals("000")
                        && !code(order, address + ":80").equals("000"),
                "the order host reaches the logistics host's port 80, and not its management port");
        story.expects(
                code(migration, address + ":9080/q/metrics").equals("200")
                        && code(migration, Site.ORDER1.address() + ":9080/q/metrics")
                                .equals("200"),
                "the migration host reads both services' metrics");
    }

    /** It would give every asker the host's role. The scripts ask it; the services must not be able to. */
    private void askTheMetadataService() {
        if (!order.hasSystemd()) {
            story.sees("that the services cannot reach the metadata service is systemd's affair, which is not here");
            return;
        }
        story.expects(
                code(order, Site.METADATA_ADDRESS).equals("404"),
                "root on the order host reaches the metadata service");
        String inUnit = order.run(ASKING, "bash", "-c", IN_UNIT + ASK.replace("ADDRESS", Site.METADATA_ADDRESS))
                .output()
                .strip();
        story.expects(inUnit.equals("000"), "a process of order-native.service does not");
        for (String unit : List.of("order-native", "logistics-native")) {
            Host host = unit.equals("order-native") ? order : logistics;
            story.sees(host.run(ASKING, "systemd-analyze", "--no-pager", "security", unit + ".service")
                    .lastLine()
                    .replaceFirst("^\\P{ASCII}+ *", ""));
        }
    }

    private static String code(Host host, String address) {
        return host.run(ASKING, "bash", "-c", ASK.replace("ADDRESS", address))
                .output()
                .strip();
    }

    private void searchPasswords() {
        story.does(
                "look for the %d passwords on the disks, in the logs and in every process".formatted(passwords.size()));
        SecretPlaces places = new SecretPlaces(scene.folder().resolve("search.secrets"), passwords);
        for (Host host : List.of(order, logistics, migration)) {
            List<String> files = places.files(host);
            story.expects(
                    !files.isEmpty()
                            && files.stream()
                                    .allMatch(file -> file.startsWith(CREDENTIALS) && file.contains("/credentials/")),
                    "%s: only in root's %s".formatted(host.name(), String.join(", ", files)));
        }
        List<String> processes = places.processes(scene.namespaces());
        story.expects(
                processes.isEmpty(),
                processes.isEmpty()
                        ? "no process has one on its command line or in its environment"
                        : "processes that show one: " + processes);
    }
}
