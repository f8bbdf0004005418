package io.tandem.variables;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the value of a setting must be. A slip is one clear line before the start, and not a stack trace in the midst of it.
 *
 * @param wanted as the complaint says it
 */
public record ValueRule(String wanted, Predicate<String> holds) {

    public static final ValueRule PORT = new ValueRule("a port from 1 to 65535", ValueRule::isPort);
    /** What RocketMQ takes (Validators of its client). */
    public static final ValueRule TOPIC =
            new ValueRule("a name of letters, digits, _, - and %", value -> value.matches("[%A-Za-z0-9_-]{1,127}"));

    /** Of settings that several programs read; those of one program alone are its own. */
    private static final Map<String, ValueRule> RULES = Map.of(
            "MYSQL_HOST", new ValueRule("a host name or an address, without a port", Host::isHost),
            "MYSQL_PORT", new ValueRule(PORT.wanted, value -> isPort(ServiceLink.port(value))),
            "MYSQL_DB",
                    new ValueRule(
                            "a name of letters, digits, _, - and $", value -> value.matches("[A-Za-z0-9_$-]{1,64}")),
            "MYSQL_SSL_MODE",
                    new ValueRule("disabled, required, verify-ca or verify-identity", value -> MySqlTls.Mode.of(value)
                            .isPresent()),
            "MYSQL_SSL_CA",
                    new ValueRule(
                            "a readable PEM file with certificates",
                            value -> !MySqlTls.certificates(Path.of(value)).isEmpty()),
            "APP_DEMO_ROCKETMQ_ENDPOINT",
                    new ValueRule(
                            "host:port, or several with semicolons between (an IPv6 address in brackets)",
                            Endpoint::isList),
            "APP_DEMO_USERNAME",
                    new ValueRule(
                            "a name without a colon, control characters or spaces around it",
                            value -> Precis.username(value).isPresent()),
            "APP_DEMO_PASSWORD",
                    new ValueRule("a password without control characters", value -> Precis.password(value)
                            .isPresent()),
            "ROCKETMQ_ORDER_TOPIC", TOPIC,
            "ROCKETMQ_LOGISTIC_CONSUMER_GROUP", TOPIC);

    /** The value of any other setting is text, or a program's own. */
    public static Optional<ValueRule> of(String name) {
        return Optional.ofNullable(RULES.get(name));
    }

    public static Set<String> names() {
        return RULES.keySet();
    }

    static boolean isPort(String value) {
        return value.matches("[0-9]{1,5}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 65_535;
    }
}
