package io.tandem.rocketmq;

import java.util.Locale;

/** The broker's first endpoint, taken apart, and whether to speak TLS to it. */
public record BrokerAddress(String host, int port, boolean tls) {

    private static final int DEFAULT_PORT = 8081;

    /**
     * The first endpoint of those settings.
     *
     * @throws IllegalArgumentException if the endpoint or the TLS mode cannot be read; the message names the setting
     */
    public static BrokerAddress of(RocketMqSettings settings) {
        String first = settings.endpoint().split(";", -1)[0].trim();
        int colon = first.lastIndexOf(':');
        String host = colon < 0 ? first : first.substring(0, colon);
        try {
            int port = colon < 0 ? DEFAULT_PORT : Integer.parseInt(first.substring(colon + 1));
            return new BrokerAddress(host, port, tls(settings.tls(), host));
        } catch (NumberFormatException notAPort) {
            throw new IllegalArgumentException(
                    "APP_DEMO_ROCKETMQ_ENDPOINT must be host:port, but is " + settings.endpoint(), notAPort);
        }
    }

    private static boolean tls(String mode, String host) {
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            case "auto" -> !host.equals("localhost") && !host.startsWith("127.");
            default ->
                throw new IllegalArgumentException("tandem.rocketmq.tls must be on, off or auto, but is " + mode);
        };
    }
}
