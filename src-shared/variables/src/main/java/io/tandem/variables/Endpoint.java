package io.tandem.variables;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** One address of RocketMQ's proxy. An IPv6 address is written in brackets. */
public record Endpoint(String host, int port) {

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /**
     * {@code host:port}, or several of them with semicolons between; with {@code http://} or {@code https://} in front, which
     * consoles show and which says nothing here: whether TLS is spoken is a setting of its own.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static List<Endpoint> list(String text) {
        return Arrays.stream(text.trim().split(";", -1)).map(Endpoint::of).toList();
    }

    /** As RocketMQ's client reads it. */
    public static String text(List<Endpoint> endpoints) {
        return String.join(";", endpoints.stream().map(Endpoint::toString).toList());
    }

    private static Endpoint of(String text) {
        String address = text.trim().replaceFirst("^(?i:https?)://", "").replaceFirst("/$", "");
        int colon = address.lastIndexOf(':');
        String host = colon < 1 ? "" : address.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        if (!isPort(address.substring(colon + 1))
                || !(bracketed ? isIpv6(bare) : HOST_NAME.matcher(bare).matches())) {
            throw new IllegalArgumentException(text);
        }
        return new Endpoint(bare, Integer.parseInt(address.substring(colon + 1)));
    }

    /** In brackets no name is looked up. */
    private static boolean isIpv6(String text) {
        try {
            return IPV6.matcher(text).matches() && InetAddress.getByName("[" + text + "]") != null;
        } catch (UnknownHostException other) {
            return false;
        }
    }

    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65_535;
    }

    public boolean isLoopback() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
