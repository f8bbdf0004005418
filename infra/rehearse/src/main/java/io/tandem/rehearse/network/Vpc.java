package io.tandem.rehearse.network;

import io.tandem.local.process.Waiting;
import io.tandem.rehearse.tool.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A VPC with its way to the internet, made of {@code ip} and {@code nft}: a namespace for each host, connected by a pair of veth
 * devices to a bridge (the vSwitch) in the router's namespace. What gets through is the affair of {@link SecurityGroups}; a client
 * outside has a route to the private addresses, so that it is these that keep them out.
 */
public final class Vpc {

    private static final Duration ENDING = Duration.ofSeconds(10);

    private final Namespaces namespaces;
    private final Set<String> bridges = new HashSet<>();

    public Vpc(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    public void open() {
        namespaces.all().forEach(Vpc::make);
        inRouter("sysctl", "-q", "-w", "net.ipv4.ip_forward=1");
        ip(namespaces.router(), "address", "add", Site.METADATA_ADDRESS + "/32", "dev", "lo");
        for (Site site : Site.values()) {
            connect(site);
        }
        for (String address : List.of(Site.PUBLIC_ADDRESS, Site.BALANCER_ADDRESS)) {
            ip(namespaces.router(), "address", "add", address + "/32", "dev", Site.OUTSIDE.bridge());
        }
    }

    /** Ends whatever still runs in the namespaces, and takes them away with all that is in them. */
    public void remove() {
        namespaces.processes().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        Waiting.until(ENDING, () -> namespaces.processes().isEmpty());
        namespaces.existing().forEach(namespace -> Tool.run("ip", "netns", "delete", namespace));
    }

    private static void make(String namespace) {
        Tool.run("ip", "netns", "add", namespace);
        ip(namespace, "link", "set", "lo", "up");
    }

    private void connect(Site site) {
        String bridge = site.bridge();
        String device = "to-" + site.label();
        String host = namespaces.of(site);
        String router = namespaces.router();
        if (bridges.add(bridge)) {
            ip(router, "link", "add", bridge, "type", "bridge");
            ip(router, "link", "set", bridge, "up");
            // The hosts of a vSwitch meet in the router as well, as security groups hold between them.
            inRouter("sysctl", "-q", "-w", "net.ipv4.conf." + bridge + ".proxy_arp_pvlan=1");
            for (String address : site.addresses()) {
                inRouter("ip", "address", "replace", Site.gatewayOf(address) + "/24", "dev", bridge);
            }
        }
        ip(router, "link", "add", device, "type", "veth", "peer", "name", "eth0", "netns", host);
        ip(router, "link", "set", device, "master", bridge, "up");
        ip(router, "link", "set", "dev", device, "type", "bridge_slave", "isolated", "on");
        for (String address : site.addresses()) {
            ip(host, "address", "add", address + "/24", "dev", "eth0");
        }
        ip(host, "link", "set", "eth0", "up");
        ip(host, "route", "add", "default", "via", Site.gatewayOf(site.address()));
    }

    private void inRouter(String... words) {
        Tool.run(Namespaces.inside(namespaces.router(), List.of(words)).toArray(String[]::new));
    }

    private static void ip(String namespace, String... words) {
        List<String> all = new ArrayList<>(List.of("ip", "-n", namespace));
        all.addAll(List.of(words));
        Tool.run(all.toArray(String[]::new));
    }
}
