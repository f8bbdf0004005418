package io.tandem.variables;

import java.util.Arrays;
import java.util.List;

/** One address of RocketMQ's proxy. An IPv6 address is written in brackets. */
public record Endpoint(String host, int port) {

    /**
     * {@code host:port}, or several of them with semicolons between; with {@code http://} or {@code https://} in front, which
     * consoles show and which says nothing here: whether TLS is spoken is a setting of its own.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static List<Endpoint> list(String text) {
        return Arrays.stream(text.trim().split(";", -1)).map(Endpoint::of).toList();
    }

    static boolean isList(String text) {
        try {
            return !list(text).isEmpty();
        } catch (IllegalArgumentException other) {
            return false;
        }
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
        if (!ValueRule.isPort(address.substring(colon + 1)) || !(bracketed ? Host.isIpv6(bare) : Host.isName(bare))) {
            throw new IllegalArgumentException(text);
        }
        return new Endpoint(bare, Integer.parseInt(address.substring(colon + 1)));
    }

    public boolean isLoopback() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    @Override
    public String toString() {
        return Host.withPort(host, port);
    }
}
