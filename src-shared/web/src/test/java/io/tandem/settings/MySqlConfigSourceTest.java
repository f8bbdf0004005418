package io.tandem.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.reactive.datasource.runtime.DataSourceReactiveRuntimeConfig;
import io.quarkus.reactive.datasource.runtime.DataSourcesReactiveRuntimeConfig;
import io.quarkus.reactive.mysql.client.runtime.DataSourcesReactiveMySQLConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tandem.variables.testing.SettingCase;
import io.vertx.mysqlclient.SslMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlConfigSourceTest {

    private static final String CA = SettingCase.authority().toString();

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void saysNothingOfAServerThatIsNotNamed() {
        assertThat(value("url")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'',              , disabled,        NONE,  false,",
        "disabled,        , disabled,        NONE,  false,",
        "required,        , required,        NONE,  true,",
        "required,        ca, verify-ca,       NONE,  false, ca",
        "verify-ca,       ca, verify-ca,       NONE,  false, ca",
        "verify-identity, ca, verify-identity, HTTPS, false, ca"
    })
    void translatesEachTlsMode(
            String mode, String authority, String sslMode, String algorithm, String trustAll, String certificates) {
        environment.put("MYSQL_SSL_MODE", mode);
        environment.put("MYSQL_SSL_CA", authority == null ? "" : CA);

        assertThat(value("mysql.ssl-mode")).isEqualTo(sslMode);
        assertThat(value("hostname-verification-algorithm")).isEqualTo(algorithm);
        assertThat(value("trust-all")).isEqualTo(trustAll);
        assertThat(value("trust-certificate-pem")).isEqualTo(certificates == null ? null : "true");
        assertThat(value("trust-certificate-pem.certs")).isEqualTo(certificates == null ? null : CA);
    }

    /** Quarkus' mappings see a group only if one of its settings is listed, and this source lists none. */
    @Test
    void quarkusSeesWhatThisSourceSays() throws IOException {
        environment.putAll(Map.of("MYSQL_HOST", "db", "MYSQL_SSL_MODE", "verify-identity", "MYSQL_SSL_CA", CA));
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(defaultsOfTheHouse(), new MySqlConfigSource(environment))
                .withMapping(DataSourcesReactiveRuntimeConfig.class)
                .withMapping(DataSourcesReactiveMySQLConfig.class)
                .withMappingIgnore("quarkus.**")
                .build();

        DataSourceReactiveRuntimeConfig datasource = config.getConfigMapping(DataSourcesReactiveRuntimeConfig.class)
                .dataSources()
                .get(DataSourceUtil.DEFAULT_DATASOURCE_NAME)
                .reactive();
        assertThat(datasource.url()).contains(List.of("mysql://db:3306/rocketmq_transaction_db"));
        assertThat(datasource.hostnameVerificationAlgorithm()).isEqualTo("HTTPS");
        assertThat(datasource.trustCertificatePem().certs()).contains(List.of(CA));
        assertThat(config.getConfigMapping(DataSourcesReactiveMySQLConfig.class)
                        .dataSources()
                        .get(DataSourceUtil.DEFAULT_DATASOURCE_NAME)
                        .reactive()
                        .mysql()
                        .sslMode())
                .contains(SslMode.VERIFY_IDENTITY);
    }

    private static ConfigSource defaultsOfTheHouse() throws IOException {
        return new PropertiesConfigSource(Path.of("src/main/resources/META-INF/microprofile-config.properties")
                .toUri()
                .toURL());
    }

    private String value(String setting) {
        return new MySqlConfigSource(environment).getValue("quarkus.datasource.reactive." + setting);
    }
}
