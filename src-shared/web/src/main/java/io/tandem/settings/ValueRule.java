package io.tandem.settings;

import io.netty.util.NetUtil;
import io.quarkus.runtime.configuration.CidrAddressConverter;
import io.quarkus.runtime.configuration.DurationConverter;
import io.tandem.variables.Endpoint;
import io.tandem.variables.Precis;
import io.tandem.variables.SecretFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the value of a setting must be. A slip is one clear line before the start, and not a stack trace in the midst of it.
 *
 * @param wanted as the complaint says it
 */
record ValueRule(String wanted, Predicate<String> holds) {

    private static final ValueRule PORT = new ValueRule("a port from 1 to 65535", ValueRule::isPort);
    private static final ValueRule MYSQL_PORT =
            new ValueRule(PORT.wanted, value -> isPort(ServiceLink.portOf(value).orElse(value)));
    private static final ValueRule HTTP_ADDRESS =
            new ValueRule("an address such as http://10.0.0.12:80", ValueRule::isHttpAddress);
    private static final ValueRule ENDPOINTS = new ValueRule(
            "host:port, or several with semicolons between (an IPv6 address in brackets)", ValueRule::isEndpoints);
    private static final ValueRule HOST = new ValueRule(
            "a host name or an address, without a port",
            value -> isHostName(value) || NetUtil.isValidIpV6Address(value));
    private static final ValueRule DATABASE =
            new ValueRule("a name of letters, digits, _, - and $", value -> value.matches("[A-Za-z0-9_$-]{1,64}"));
    /** What RocketMQ takes (Validators of its client). */
    private static final ValueRule TOPIC =
            new ValueRule("a name of letters, digits, _, - and %", value -> value.matches("[%A-Za-z0-9_-]{1,127}"));

    private static final ValueRule TLS_OF_MYSQL =
            new ValueRule("disabled, required, verify-ca or verify-identity", ValueRule::isTlsMode);
    private static final ValueRule TLS_OF_ROCKETMQ = new ValueRule(
            "on, off or auto", value -> Set.of("on", "off", "auto").contains(value.toLowerCase(Locale.ROOT)));
    private static final ValueRule CERTIFICATES =
            new ValueRule("a readable PEM file with certificates", ValueRule::isCertificates);
    private static final ValueRule NAME = new ValueRule(
            "a name without a colon, control characters or spaces around it",
            value -> Precis.username(value).isPresent());
    private static final ValueRule PASSWORD =
            new ValueRule("a password without control characters", value -> Precis.password(value)
                    .isPresent());

    private static final ValueRule COOKIE =
            new ValueRule("a cookie's name of letters, digits, - and _", value -> value.matches("[A-Za-z0-9_-]{1,64}"));
    private static final ValueRule DURATION =
            new ValueRule("a time such as 500ms, 30s, 5m, 2h, 7d or PT1M30S", ValueRule::isDuration);
    private static final ValueRule SECONDS = new ValueRule(
            "a time of at least a second such as 1s, 30s or 5m",
            value -> isDuration(value) && DurationConverter.parseDuration(value).toSeconds() >= 1);
    private static final ValueRule NUMBER = new ValueRule("a whole number", value -> value.matches("[0-9]{1,9}"));
    private static final ValueRule COUNT =
            new ValueRule("a whole number from 1 on", value -> value.matches("0*[1-9][0-9]{0,8}"));
    private static final ValueRule PROXIES = new ValueRule(
            "addresses, ranges such as 10.0.0.0/8, or host names, with commas between", ValueRule::isProxies);
    private static final ValueRule OWN_ADDRESS =
            new ValueRule("an address of this machine, such as 127.0.0.1 or 0.0.0.0", ValueRule::isOwnAddress);

    /** All others count something that must be there. */
    private static final Set<String> MAY_BE_NONE =
            Set.of("TANDEM_ROCKETMQ_BLOCKING_QUEUE", "TANDEM_CONNECTION_REQUESTS_AHEAD");

    /** What MySQL takes in whole seconds, and what comes again and again. */
    private static final Pattern IN_SECONDS =
            Pattern.compile("TANDEM_MYSQL_(SESSION_TIMEOUT|LOCK_WAIT)|TANDEM_[A-Z_]+_EVERY");

    private static final Set<String> TLS_MODES = Set.of("disabled", "required", "verify-ca", "verify-identity");

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?");

    /** The values of all others are text, or read by a feature of their own. */
    private static final Map<String, ValueRule> RULES = Map.ofEntries(
            Map.entry("MYSQL_HOST", HOST),
            Map.entry("MYSQL_PORT", MYSQL_PORT),
            Map.entry("MYSQL_DB", DATABASE),
            Map.entry("MYSQL_SSL_MODE", TLS_OF_MYSQL),
            Map.entry("MYSQL_SSL_CA", CERTIFICATES),
            Map.entry("APP_DEMO_ROCKETMQ_ENDPOINT", ENDPOINTS),
            Map.entry("ROCKETMQ_ORDER_TOPIC", TOPIC),
            Map.entry("TANDEM_ROCKETMQ_TOPIC", TOPIC),
            Map.entry("ROCKETMQ_LOGISTIC_CONSUMER_GROUP", TOPIC),
            Map.entry("TANDEM_ROCKETMQ_CONSUMER_GROUP", TOPIC),
            Map.entry("TANDEM_ROCKETMQ_TLS", TLS_OF_ROCKETMQ),
            Map.entry("APP_DEMO_USERNAME", NAME),
            Map.entry("APP_DEMO_PASSWORD", PASSWORD),
            Map.entry("TANDEM_SESSION_COOKIE", COOKIE),
            Map.entry("LOGISTICS_URL", HTTP_ADDRESS),
            Map.entry("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", HTTP_ADDRESS),
            Map.entry("QUARKUS_OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", HTTP_ADDRESS),
            Map.entry("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", COUNT),
            Map.entry("QUARKUS_HTTP_HOST", OWN_ADDRESS),
            Map.entry("QUARKUS_MANAGEMENT_HOST", OWN_ADDRESS),
            Map.entry("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", PROXIES),
            Map.entry("QUARKUS_HTTP_PORT", PORT),
            Map.entry("QUARKUS_MANAGEMENT_PORT", PORT));

    private static final Set<String> NEVER_EMPTY = Set.of(
            "ROCKETMQ_ORDER_TOPIC",
            "TANDEM_ROCKETMQ_TOPIC",
            "ROCKETMQ_LOGISTIC_CONSUMER_GROUP",
            "TANDEM_ROCKETMQ_CONSUMER_GROUP",
            "TANDEM_SESSION_COOKIE",
            "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE",
            "QUARKUS_HTTP_HOST",
            "QUARKUS_HTTP_PORT",
            "QUARKUS_MANAGEMENT_HOST",
            "QUARKUS_MANAGEMENT_PORT");

    static Set<String> names() {
        return RULES.keySet();
    }

    private static Optional<ValueRule> of(String name) {
        if (FeatureSettings.durations().contains(name)) {
            return Optional.of(IN_SECONDS.matcher(name).matches() ? SECONDS : DURATION);
        }
        if (FeatureSettings.numbers().contains(name)) {
            return Optional.of(MAY_BE_NONE.contains(name) ? NUMBER : COUNT);
        }
        return Optional.ofNullable(RULES.get(name));
    }

    /**
     * Whether Quarkus would read that setting, and take nothing for a value. (What we read ourselves has its default then, as an optional
     * text of ours has.)
     */
    static boolean isNeverEmpty(String name) {
        return NEVER_EMPTY.contains(name)
                || FeatureSettings.durations().contains(name)
                || FeatureSettings.numbers().contains(name);
    }

    /** What is wrong with that value, if anything is. One that is not set is not wrong. */
    static Optional<String> complaint(String name, String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        if (value.indexOf('\uFFFD') >= 0) {
            return Optional.of(name + " has characters that cannot be read in this locale: set LC_ALL=C.UTF-8"
                    + (SecretFiles.isSecret(name) ? ", or name a file with " + name + "_FILE" : ""));
        }
        return of(name).filter(rule -> !rule.holds.test(value))
                .map(rule -> name + " must be " + rule.wanted
                        + (SecretFiles.isSecret(name) ? "" : ", but is " + printable(value)));
    }

    private static String printable(String value) {
        return value.replaceAll("\\p{Cntrl}", "?");
    }

    /** Settings that each are right, but not together. */
    static Optional<String> together(Map<String, String> environment) {
        String mode = environment.getOrDefault("MYSQL_SSL_MODE", "");
        boolean verifies = isTlsMode(mode) && mode.toLowerCase(Locale.ROOT).startsWith("verify");
        return verifies && environment.getOrDefault("MYSQL_SSL_CA", "").isBlank()
                ? Optional.of("MYSQL_SSL_CA must be set with MYSQL_SSL_MODE=" + mode)
                : Optional.empty();
    }

    private static boolean isTlsMode(String value) {
        return TLS_MODES.contains(value.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    static boolean isPort(String value) {
        return value.matches("[0-9]{1,5}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 65_535;
    }

    static boolean isHostName(String value) {
        return HOST_NAME.matcher(value).matches();
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
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static boolean isProxies(String value) {
        return Arrays.stream(value.split(",", -1)).map(String::strip).allMatch(ValueRule::isProxy);
    }

    private static boolean isProxy(String value) {
        if (!value.contains("/")) {
            return isHostName(value) || NetUtil.isValidIpV6Address(value);
        }
        try {
            return new CidrAddressConverter().convert(value) != null;
        } catch (RuntimeException noRange) {
            return false;
        }
    }

    private static boolean isEndpoints(String value) {
        try {
            return !Endpoint.list(value).isEmpty();
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    private static boolean isCertificates(String value) {
        try (InputStream file = Files.newInputStream(Path.of(value))) {
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(file)
                    .isEmpty();
        } catch (IOException | CertificateException | RuntimeException unreadable) {
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
