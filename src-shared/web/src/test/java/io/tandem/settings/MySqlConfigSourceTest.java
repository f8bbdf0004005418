package io.tandem.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlConfigSourceTest {

    private final Map<String, String> environment = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        "db.internal,   mysql://db.internal:3306/rocketmq_transaction_db",
        "my_sql,        mysql://my_sql:3306/rocketmq_transaction_db",
        "10.0.0.5,      mysql://10.0.0.5:3306/rocketmq_transaction_db",
        "fe80::1,       mysql://[fe80::1]:3306/rocketmq_transaction_db"
    })
    void addressesTheServer(String host, String url) {
        environment.put("MYSQL_HOST", host);

        assertThat(value("url")).isEqualTo(url);
    }

    @Test
    void takesPortAndDatabase() {
        environment.putAll(Map.of("MYSQL_HOST", "db", "MYSQL_PORT", "3307", "MYSQL_DB", "points_db"));

        assertThat(value("url")).isEqualTo("mysql://db:3307/points_db");
    }

    @Test
    void saysNothingOfAServerThatIsNotNamed() {
        assertThat(value("url")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'',              , disabled,        NONE,  false,",
        "disabled,        , disabled,        NONE,  false,",
        "required,        , required,        NONE,  true,",
        "REQUIRED,        /ca.pem, required,        NONE,  false, /ca.pem",
        "verify-ca,       /ca.pem, verify-ca,       NONE,  false, /ca.pem",
        "VERIFY_IDENTITY, /ca.pem, verify-identity, HTTPS, false, /ca.pem"
    })
    void translatesEachTlsMode(
            String mode, String authority, String sslMode, String algorithm, String trustAll, String certificates) {
        environment.put("MYSQL_SSL_MODE", mode);
        environment.put("MYSQL_SSL_CA", authority);

        assertThat(value("mysql.ssl-mode")).isEqualTo(sslMode);
        assertThat(value("hostname-verification-algorithm")).isEqualTo(algorithm);
        assertThat(value("trust-all")).isEqualTo(trustAll);
        assertThat(value("trust-certificate-pem")).isEqualTo(certificates == null ? null : "true");
        assertThat(value("trust-certificate-pem.certs")).isEqualTo(certificates);
    }

    private String value(String setting) {
        return new MySqlConfigSource(environment).getValue("quarkus.datasource.reactive." + setting);
    }
}
