package io.tandem.rocketmq;

import io.tandem.variables.Endpoint;
import java.util.List;
import java.util.Locale;

/** The broker's endpoints, taken apart, and whether to speak TLS to them. */
public record BrokerAddress(List<Endpoint> endpoints, boolean tls) {

    /**
     * The endpoints of those settings.
     *
     * @throws IllegalArgumentException if the endpoints or the TLS mode cannot be read; the message names the setting
     */
    public static BrokerAddress of(RocketMqSettings settings) {
        List<Endpoint> endpoints = endpoints(settings.endpoint());
        return new BrokerAddress(endpoints, tls(settings.tls(), endpoints));
    }

    /** As the client wants them: it takes a scheme from one endpoint, but not from several. */
    String text() {
        return Endpoint.text(endpoints);
    }

    private static List<Endpoint> endpoints(String text) {
        try {
            return Endpoint.list(text);
        } catch (IllegalArgumentException other) {
            throw new IllegalArgumentException("APP_DEMO_ROCKETMQ_ENDPOINT must be host:port, but is " + text, other);
        }
    }

    private static boolean tls(String mode, List<Endpoint> endpoints) {
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            case "auto" -> !endpoints.stream().allMatch(Endpoint::isLoopback);
            default ->
                throw new IllegalArgumentException("tandem.rocketmq.tls must be on, off or auto, but is " + mode);
        };
    }
}
