package io.tandem.rehearse.network;

import java.util.List;
import java.util.Locale;

/**
 * Who is connected to what, with the addresses of the template's vSwitches: each in a /24 of its own, whose gateway is {@code .253},
 * as in a VPC.
 */
public enum Site {
    /** Somebody on the internet. */
    OUTSIDE("203.0.113.7"),
    ORDER("192.168.0.10"),
    LOGISTICS("192.168.1.10"),
    /** MySQL and RocketMQ, each at an address of its vSwitch. */
    DATA("192.168.2.10", "192.168.3.10");

    /** The order host's, which the router translates, as the cloud does. */
    public static final String PUBLIC_ADDRESS = "203.0.113.80";

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
        return address.substring(0, address.lastIndexOf('.')) + ".253";
    }
}
