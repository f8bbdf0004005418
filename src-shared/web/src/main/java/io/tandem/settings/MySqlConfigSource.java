package io.tandem.settings;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What {@code MYSQL_HOST} and {@code MYSQL_SSL_…} mean to Quarkus' datasource, as far as an expression in a properties file cannot
 * say it: an IPv6 address is bracketed in a URL, and a TLS mode is three settings there.
 */
public final class MySqlConfigSource implements ConfigSource {
    /** Above the defaults of the house (100), below a service's own file (250) and the environment (300). */
    private static final int ORDINAL = 110;

    private static final String DATASOURCE = "quarkus.datasource.reactive.";

    private final Map<String, String> values = new HashMap<>();

    /** Made by the service loader. */
    public MySqlConfigSource() {
        this(System.getenv());
    }

    MySqlConfigSource(Map<String, String> environment) {
        given(environment, "MYSQL_HOST")
                .ifPresent(host -> put(
                        "url",
                        "mysql://" + (host.indexOf(':') < 0 ? host : "[" + host + "]")
                                + ":" + port(environment)
                                + "/" + given(environment, "MYSQL_DB").orElse("rocketmq_transaction_db")));
        String mode = given(environment, "MYSQL_SSL_MODE")
                .orElse("disabled")
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
        Optional<String> authority = given(environment, "MYSQL_SSL_CA");
        put("mysql.ssl-mode", mode);
        put("hostname-verification-algorithm", mode.equals("verify-identity") ? "HTTPS" : "NONE");
        put("trust-all", Boolean.toString(mode.equals("required") && authority.isEmpty()));
        authority.ifPresent(file -> {
            put("trust-certificate-pem", "true");
            put("trust-certificate-pem.certs", file);
        });
    }

    /** Where a platform has set it, it is an address. */
    private static String port(Map<String, String> environment) {
        return given(environment, "MYSQL_PORT")
                .map(port -> ServiceLink.portOf(port).orElse(port))
                .orElse("3306");
    }

    private void put(String setting, String value) {
        values.put(DATASOURCE + setting, value);
    }

    @Override
    public String getValue(String name) {
        return values.get(name);
    }

    /** Empty: what is listed at build time is written into the build, and the builder's server is not the runner's. */
    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public String getName() {
        return "where MySQL is";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
