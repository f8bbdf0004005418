package io.tandem.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.migrate.Settings.ServiceUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void defaultsPortAndDatabase() {
        Settings settings = Settings.from(environment());
        assertThat(settings.port()).isEqualTo(3306);
        assertThat(settings.database()).isEqualTo("rocketmq_transaction_db");
        assertThat(settings.services()).isEmpty();
    }

    /** As a file for containers leaves them. */
    @Test
    void whatIsSetToNothingHasItsDefault() {
        Map<String, String> environment = environment();
        environment.put("MYSQL_PORT", "");
        environment.put("MYSQL_DB", " ");

        Settings settings = Settings.from(environment);

        assertThat(settings.port()).isEqualTo(3306);
        assertThat(settings.database()).isEqualTo("rocketmq_transaction_db");
    }

    /** As the services do (ValueRule). */
    @ParameterizedTest
    @CsvSource({
        "MYSQL_HOST, db:3306, 'MYSQL_HOST must be a host name or an address, without a port, but is db:3306'",
        "MYSQL_HOST, 'a b', 'MYSQL_HOST must be a host name or an address, without a port, but is a b'",
        "MYSQL_DB, a?b, 'MYSQL_DB must be a name of letters, digits, _, - and $, but is a?b'"
    })
    void saysInOneLineWhatAValueMustBe(String name, String value, String complaint) {
        Map<String, String> environment = environment();
        environment.put(name, value);

        assertThatThrownBy(() -> Settings.from(environment)).hasMessage(complaint);
    }

    @ParameterizedTest
    @CsvSource({"::1", "2001:db8::1", "127.0.0.1", "db.example", "my_sql"})
    void takesNamesAndAddresses(String host) {
        Map<String, String> environment = environment();
        environment.put("MYSQL_HOST", host);

        assertThat(Settings.from(environment).host()).isEqualTo(host);
    }

    @Test
    void namesEverythingThatIsMissingInOneLine() {
        assertThatThrownBy(() -> Settings.from(Map.of()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("MYSQL_HOST is not set; MYSQL_USER is not set; MYSQL_PASSWORD is not set"
                        + " (nor MYSQL_PASSWORD_FILE, nor a credential of that name)");
    }

    @Test
    void readsThePasswordFromAFileAndDropsItsLineEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "s3cret\n");
        assertThat(Settings.from(withoutPassword("MYSQL_PASSWORD_FILE", file)).password())
                .isEqualTo("s3cret");
    }

    /** As the services read it (SecretFilesTest): a password with a blank at its end works in both or in neither. */
    @ParameterizedTest
    @CsvSource({"'a\n',a", "'a\r\n',a", "'a\n\n','a\n'", "' a ',' a '", "密码,密码"})
    void takesOneNewlineAwayAndNothingElse(String content, String secret) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), content);
        assertThat(Settings.from(withoutPassword("MYSQL_PASSWORD_FILE", file)).password())
                .isEqualTo(secret);
    }

    @Test
    void refusesTwoSourcesOfThePassword() {
        Map<String, String> environment = environment();
        environment.put("MYSQL_PASSWORD_FILE", folder.toString());
        assertThatThrownBy(() -> Settings.from(environment))
                .hasMessage("MYSQL_PASSWORD and MYSQL_PASSWORD_FILE are both set: keep one of them");
    }

    @Test
    void readsThePortThatKubernetesNames() {
        Map<String, String> environment = environment();
        environment.put("MYSQL_PORT", "tcp://10.0.0.1:3307");
        assertThat(Settings.from(environment).port()).isEqualTo(3307);
    }

    @ParameterizedTest
    @CsvSource({"'', PREFERRED", "disabled, DISABLED", "required, REQUIRED", "REQUIRED, REQUIRED"})
    void knowsTheModesOfTheServices(String mode, String driver) {
        Map<String, String> environment = environment();
        environment.put("MYSQL_SSL_MODE", mode);
        assertThat(Settings.from(environment).tls().options()).isEqualTo("sslMode=" + driver);
    }

    @ParameterizedTest
    @CsvSource({
        "verify-ca, '', MYSQL_SSL_CA must be set with MYSQL_SSL_MODE=verify-ca",
        "VERIFY_IDENTITY, '', MYSQL_SSL_CA must be set with MYSQL_SSL_MODE=VERIFY_IDENTITY",
        "on, '', 'MYSQL_SSL_MODE must be disabled, required, verify-ca or verify-identity, but is on'",
        "verify-ca, /no/such, 'MYSQL_SSL_CA must be a readable PEM file with certificates, but is /no/such'"
    })
    void refusesWhatTheServicesRefuse(String mode, String authority, String complaint) {
        Map<String, String> environment = environment();
        environment.put("MYSQL_SSL_MODE", mode);
        environment.put("MYSQL_SSL_CA", authority);
        assertThatThrownBy(() -> Settings.from(environment)).hasMessage(complaint);
    }

    @Test
    void readsThePasswordFromTheCredentialsDirectory() throws IOException {
        Files.writeString(folder.resolve("MYSQL_PASSWORD"), "s3cret");
        assertThat(Settings.from(withoutPassword("CREDENTIALS_DIRECTORY", folder))
                        .password())
                .isEqualTo("s3cret");
    }

    @Test
    void saysWhichPasswordFileItCannotRead() {
        Path absent = folder.resolve("absent");
        assertThatThrownBy(() -> Settings.from(withoutPassword("MYSQL_PASSWORD_FILE", absent)))
                .hasMessage("cannot read the password file " + absent);
    }

    @Test
    void takesBothServiceUsers() {
        Map<String, String> environment = environment();
        environment.put("MYSQL_ORDER_USER", "tandem_order");
        environment.put("MYSQL_LOGISTICS_USER", "tandem_logistics");
        assertThat(Settings.from(environment).services())
                .contains(new ServiceUsers("tandem_order", "tandem_logistics"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x'; DROP DATABASE mysql; --", "${other}", "a-b", "abcdefghijklmnopqrstuvwxyz0123456789"})
    void refusesAServiceUserThatIsNoPlainName(String name) {
        Map<String, String> environment = environment();
        environment.put("MYSQL_ORDER_USER", name);
        environment.put("MYSQL_LOGISTICS_USER", "tandem_logistics");
        assertThatThrownBy(() -> Settings.from(environment)).hasMessageContaining("MYSQL_ORDER_USER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "abc", "3306 ", "999999"})
    void refusesWhatIsNoPort(String port) {
        Map<String, String> environment = environment();
        environment.put("MYSQL_PORT", port);
        assertThatThrownBy(() -> Settings.from(environment)).hasMessage("MYSQL_PORT is not a port: " + port);
    }

    @Test
    void doesNotShowThePassword() {
        assertThat(Settings.from(environment())).hasToString("migrator@db.example:3306/rocketmq_transaction_db");
    }

    private static Map<String, String> environment() {
        return new HashMap<>(Map.of("MYSQL_HOST", "db.example", "MYSQL_USER", "migrator", "MYSQL_PASSWORD", "hidden"));
    }

    private static Map<String, String> withoutPassword(String key, Path value) {
        Map<String, String> environment = environment();
        environment.remove("MYSQL_PASSWORD");
        environment.put(key, value.toString());
        return environment;
    }
}
