package io.tandem.settings;

import io.quarkus.runtime.configuration.CidrAddressConverter;
import io.quarkus.runtime.configuration.DurationConverter;
import io.tandem.variables.Host;
import io.tandem.variables.ValueRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the values of settings must be that services alone have, as Quarkus and their features read them. */
final class FeatureRules {

    private static final ValueRule HTTP_ADDRESS =
            new ValueRule("an address such as http://10.0.0.12:80", FeatureRules::isHttpAddress);
    private static final ValueRule TLS_OF_ROCKETMQ = new ValueRule(
            "on, off or auto", value -> Set.of("on", "off", "auto").contains(value.toLowerCase(Locale.ROOT)));
    private static final ValueRule COOKIE =
            new ValueRule("a cookie's name of letters, digits, - and _", value -> value.matches("[A-Za-z0-9_-]{1,64}"));
    private static final ValueRule DURATION =
            new ValueRule("a time such as 500ms, 30s, 5m, 2h, 7d or PT1M30S", FeatureRules::isDuration);
    private static final ValueRule SECONDS = new ValueRule(
            "a time of at least a second such as 1s, 30s or 5m",
            value -> isDuration(value) && DurationConverter.parseDuration(value).toSeconds() >= 1);
    private static final ValueRule NUMBER = new ValueRule("a whole number", value -> value.matches("[0-9]{1,9}"));
    private static final ValueRule COUNT =
            new ValueRule("a whole number from 1 on", value -> value.matches("0*[1-9][0-9]{0,8}"));
    private static final ValueRule PROXIES = new ValueRule(
            "addresses, ranges such as 10.0.0.0/8, or host names, with commas between", FeatureRules::isProxies);
    private static final ValueRule OWN_ADDRESS =
            new ValueRule("an address of this machine, such as 127.0.0.1 or 0.0.0.0", FeatureRules::isOwnAddress);

    /** All others count something that must be there. */
    private static final Set<String> MAY_BE_NONE =
            Set.of("TANDEM_ROCKETMQ_BLOCKING_QUEUE", "TANDEM_CONNECTION_REQUESTS_AHEAD");

    /** What MySQL takes in whole seconds, and what comes again and again. */
    private static final Pattern IN_SECONDS =
            Pattern.compile("TANDEM_MYSQL_(SESSION_TIMEOUT|LOCK_WAIT)|TANDEM_[A-Z_]+_EVERY");

    private static final Map<String, ValueRule> RULES = Map.ofEntries(
            Map.entry("TANDEM_ROCKETMQ_TOPIC", ValueRule.TOPIC),
            Map.entry("TANDEM_ROCKETMQ_CONSUMER_GROUP", ValueRule.TOPIC),
            Map.entry("TANDEM_ROCKETMQ_TLS", TLS_OF_ROCKETMQ),
            Map.entry("TANDEM_SESSION_COOKIE", COOKIE),
            Map.entry("LOGISTICS_URL", HTTP_ADDRESS),
            Map.entry("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", HTTP_ADDRESS),
            Map.entry("QUARKUS_OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", HTTP_ADDRESS),
            Map.entry("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", COUNT),
            Map.entry("QUARKUS_HTTP_HOST", OWN_ADDRESS),
            Map.entry("QUARKUS_MANAGEMENT_HOST", OWN_ADDRESS),
            Map.entry("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", PROXIES),
            Map.entry("QUARKUS_HTTP_PORT", ValueRule.PORT),
            Map.entry("QUARKUS_MANAGEMENT_PORT", ValueRule.PORT));

    private FeatureRules() {}

    /** Those of every program among them. */
    static Set<String> names() {
        return Stream.concat(RULES.keySet().stream(), ValueRule.names().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    static Optional<ValueRule> of(String name) {
        if (FeatureSettings.durations().contains(name)) {
            return Optional.of(IN_SECONDS.matcher(name).matches() ? SECONDS : DURATION);
        }
        if (FeatureSettings.numbers().contains(name)) {
            return Optional.of(MAY_BE_NONE.contains(name) ? NUMBER : COUNT);
        }
        return Optional.ofNullable(RULES.get(name)).or(() -> ValueRule.of(name));
    }

    /** As Quarkus reads it. */
    private static boolean isDuration(String value) {
        try {
            return !DurationConverter.parseDuration(value).isNegative();
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    private static boolean isOwnAddress(String value) {
        try {
            InetAddress address = InetAddress.getByName(value);
            return Host.isHost(value)
                    && (address.isAnyLocalAddress()
                            || address.isLoopbackAddress()
                            || NetworkInterface.getByInetAddress(address) != null);
        } catch (IOException unknown) {
            return false;
        }
    }

    private static boolean isProxies(String value) {
        return Arrays.stream(value.split(",", -1)).map(String::strip).allMatch(FeatureRules::isProxy);
    }

    private static boolean isProxy(String value) {
        if (!value.contains("/")) {
            return Host.isHost(value);
        }
        try {
            return new CidrAddressConverter().convert(value) != null;
        } catch (RuntimeException noRange) {
            return false;
        }
    }

    static boolean isHttpAddress(String value) {
        try {
            URI address = new URI(value);
            return address.getHost() != null
                    && ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()));
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }
}
