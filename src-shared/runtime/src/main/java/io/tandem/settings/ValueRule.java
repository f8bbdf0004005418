package io.tandem.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the value of a setting must be. A slip is one clear line before the start, and not a stack trace in the midst of it.
 *
 * @param wanted as it is said to whoever set another
 */
record ValueRule(String wanted, Predicate<String> holds) {

    private static final ValueRule PORT = new ValueRule("a port from 1 to 65535", ValueRule::isPort);
    private static final ValueRule HTTP_ADDRESS =
            new ValueRule("an address such as http://10.0.0.12:80", ValueRule::isHttpAddress);
    private static final ValueRule HOST_AND_PORT = new ValueRule("host:port", ValueRule::isHostAndPort);
    private static final ValueRule TLS_OF_MYSQL =
            new ValueRule("disabled, required, verify-ca or verify-identity", ValueRule::isTlsMode);

    private static final Set<String> TLS_MODES = Set.of("disabled", "required", "verify-ca", "verify-identity");

    /** The values of all others are text, or read by a feature of their own. */
    private static final Map<String, ValueRule> RULES = Map.of(
            "MYSQL_PORT", PORT,
            "MYSQL_SSL_MODE", TLS_OF_MYSQL,
            "APP_DEMO_ROCKETMQ_ENDPOINT", HOST_AND_PORT,
            "LOGISTICS_URL", HTTP_ADDRESS,
            "QUARKUS_HTTP_PORT", PORT,
            "QUARKUS_MANAGEMENT_PORT", PORT);

    static Set<String> names() {
        return RULES.keySet();
    }

    /** What is wrong with that value, if anything is. One that is not set is not wrong. */
    static Optional<String> complaint(String name, String value) {
        return value == null || value.isBlank() || RULES.get(name).holds.test(value)
                ? Optional.empty()
                : Optional.of(name + " must be " + RULES.get(name).wanted + ", but is " + value);
    }

    private static boolean isTlsMode(String value) {
        return TLS_MODES.contains(value.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static boolean isPort(String value) {
        return value.matches("[0-9]{1,5}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 65_535;
    }

    /** Several may stand there, with semicolons between them, as RocketMQ's client takes them. */
    private static boolean isHostAndPort(String value) {
        for (String one : value.split(";", -1)) {
            int colon = one.lastIndexOf(':');
            if (colon < 1 || !isPort(one.substring(colon + 1).trim())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHttpAddress(String value) {
        try {
            URI address = new URI(value);
            return address.getHost() != null
                    && ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()));
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }
}
