package io.tandem.variables;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.variables.testing.SettingCase;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Beside the table of {@link SettingCase}, which the programs run. */
class VariablesTest {

    @Test
    void allComplaintsAreOneLine() {
        Variables variables = new Variables(Map.of("MYSQL_PORT", "0", "MYSQL_HOST", "a\nb"));

        variables.required("MYSQL_USER");
        MySqlAddress.from(variables);

        assertThat(variables.complaint())
                .contains(
                        "Cannot start. Settings missing: MYSQL_USER; MYSQL_PORT must be a port from 1 to 65535, but is 0;"
                                + " MYSQL_HOST must be a host name or an address, without a port, but is a?b");
    }

    @Test
    void aSettingIsComplainedOfOnce() {
        Variables variables = new Variables(Map.of("MYSQL_PORT", "0"));

        variables.required("MYSQL_PORT");
        variables.required("MYSQL_PORT");

        assertThat(variables.complaint())
                .contains("Cannot start. Settings MYSQL_PORT must be a port from 1 to 65535, but is 0");
    }

    @Test
    void nothingToSayIsNoComplaint() {
        Variables variables = new Variables(Map.of("MYSQL_HOST", "db"));

        assertThat(variables.required("MYSQL_HOST")).isEqualTo("db");
        assertThat(variables.complaint()).isEmpty();
    }

    @Test
    void theDriverGetsTheCertificatesAsAKeyStore() {
        Variables variables = new Variables(Map.of(
                "MYSQL_SSL_MODE",
                "verify-ca",
                "MYSQL_SSL_CA",
                SettingCase.authority().toString()));

        assertThat(MySqlTls.from(variables).jdbc())
                .containsEntry("sslMode", "VERIFY_CA")
                .containsEntry("trustCertificateKeyStoreType", "PKCS12")
                .containsKey("trustCertificateKeyStoreUrl");
        assertThat(MySqlTls.NONE.jdbc()).containsOnly(Map.entry("sslMode", "DISABLED"));
    }
}
