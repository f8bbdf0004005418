package io.tandem.settings;

import io.tandem.variables.MySqlAddress;
import io.tandem.variables.MySqlTls;
import io.tandem.variables.Variables;
import java.util.Map;

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
        Variables variables = new Variables(environment);
        MySqlAddress.from(variables)
                .ifPresent(address -> of("url", "mysql://" + address.server() + "/" + address.database()));
        MySqlTls tls = MySqlTls.from(variables);
        of("mysql.ssl-mode", tls.mode().toString());
        of("hostname-verification-algorithm", tls.mode() == MySqlTls.Mode.VERIFY_IDENTITY ? "HTTPS" : "NONE");
        of("trust-all", Boolean.toString(tls.mode() == MySqlTls.Mode.REQUIRED));
        tls.authority().ifPresent(file -> {
            of("trust-certificate-pem", "true");
            of("trust-certificate-pem.certs", file.toString());
        });
    }

    private void of(String setting, String value) {
        put(DATASOURCE + setting, value);
    }
}
