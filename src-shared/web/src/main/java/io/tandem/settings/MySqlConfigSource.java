package io.tandem.settings;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code MYSQL_HOST} and {@code MYSQL_SSL_…} mean to Quarkus' datasource, as far as an expression in a properties file cannot
 * say it: an IPv6 address is bracketed in a URL, and a TLS mode is three settings there.
 */
public final class MySqlConfigSource extends EnvironmentConfigSource {
    /** Above the defaults of the house (100), below a service's own file (250) and the environment (300). */
    private static final int ORDINAL = 110;

    private static final String DATASOURCE = "quarkus.datasource.reactive.";

    /** Made by the service loader. */
    public MySqlConfigSource() {
        this(System.getenv());
    }

    MySqlConfigSource(Map<String, String> environment) {
        super("where MySQL is", ORDINAL);
        given(environment, "MYSQL_HOST")
                .ifPresent(host -> of(
                        "url",
                        "mysql://" + (host.indexOf(':') < 0 ? host : "[" + host + "]")
                                + ":" + port(environment)
                                + "/" + given(environment, "MYSQL_DB").orElse("rocketmq_transaction_db")));
        String mode = given(environment, "MYSQL_SSL_MODE")
                .orElse("disabled")
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
        Optional<String> authority = given(environment, "MYSQL_SSL_CA");
        of("mysql.ssl-mode", mode);
        of("hostname-verification-algorithm", mode.equals("verify-identity") ? "HTTPS" : "NONE");
        of("trust-all", Boolean.toString(mode.equals("required") && authority.isEmpty()));
        authority.ifPresent(file -> {
            of("trust-certificate-pem", "true");
            of("trust-certificate-pem.certs", file);
        });
    }

    /** Where a platform has set it, it is an address. */
    private static String port(Map<String, String> environment) {
        return given(environment, "MYSQL_PORT")
                .map(port -> ServiceLink.portOf(port).orElse(port))
                .orElse("3306");
    }

    private void of(String setting, String value) {
        put(DATASOURCE + setting, value);
    }
}
