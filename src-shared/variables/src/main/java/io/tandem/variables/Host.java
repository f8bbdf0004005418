package io.tandem.variables;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A name or an address of a host, as a setting has it: without a scheme, a port, or brackets. */
public final class Host {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private Host() {}

    public static boolean isHost(String text) {
        return isName(text) || isIpv6(text);
    }

    /** IPv4 addresses among them. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** In brackets no name is looked up. */
    static boolean isIpv6(String text) {
        try {
            return IPV6.matcher(text).matches() && InetAddress.getByName("[" + text + "]") != null;
        } catch (UnknownHostException other) {
            return false;
        }
    }

    /** As a URL has it. */
    public static String withPort(String host, int port) {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
