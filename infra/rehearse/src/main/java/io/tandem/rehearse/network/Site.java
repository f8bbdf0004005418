package io.tandem.rehearse.network;

import java.util.List;
import java.util.Locale;

/**
 * Who is connected to what, with the addresses of the template's vSwitches: each in a /24 of its own, whose gateway is {@code .253},
 * as in a VPC.
 */
public enum Site {
    /** A client on the internet. */
    OUTSIDE("203.0.113.7"),
    ORDER1("192.168.0.10"),
    ORDER2("192.168.0.11"),
    LOGISTICS1("192.168.1.10"),
    LOGISTICS2("192.168.1.11"),
    MIGRATION("192.168.1.20"),
    /** MySQL and RocketMQ, each at an address of its vSwitch. */
    DATA("192.168.2.10", "192.168.3.10"),
    /** The load balancers of the order hosts and of the logistics hosts. */
    BALANCER("100.64.0.10", "100.64.0.11");

    /** The first order host's, which the router translates, as the cloud does. */
    public static final String PUBLIC_ADDRESS = "203.0.113.80";

    /** The order hosts' load balancer's. */
    public static final String BALANCER_ADDRESS = "203.0.113.90";

    /** Where every host of the cloud finds the metadata service. */
    public static final String METADATA_ADDRESS = "100.100.100.200";

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> addresses;

    Site(String... addresses) {
        this.addresses = List.of(addresses);
    }

    public String address() {
        return addresses.get(0);
    }

    public List<String> addresses() {
        return addresses;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String gatewayOf(String address) {
        return networkOf(address) + ".253";
    }

    private static String networkOf(String address) {
        return address.substring(0, address.lastIndexOf('.'));
    }

    /** The name of the bridge that the hosts of one vSwitch share. */
    String bridge() {
        return "vsw" + networkOf(address()).replace('.', '-');
    }
}
