package io.tandem.variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretFilesTest {
    @TempDir
    Path folder;

    @Test
    void readsTheFileThatTheSettingNames() throws IOException {
        Path file = Files.writeString(folder.resolve("pw"), "s3cret");

        assertThat(files(Map.of("MYSQL_PASSWORD_FILE", file.toString())).read("MYSQL_PASSWORD"))
                .contains("s3cret");
    }

    @ParameterizedTest
    @CsvSource({"'a\n',a", "'a\r\n',a", "'a\n\n','a\n'", "' a ',' a '", "'',''", "'\n',''", "密码,密码"})
    void takesOneNewlineAwayAndNothingElse(String content, String secret) throws IOException {
        Path file = Files.writeString(folder.resolve("pw"), content);

        assertThat(files(Map.of("X_PASSWORD_FILE", file.toString())).read("X_PASSWORD"))
                .contains(secret);
    }

    @Test
    void findsACredentialOfSystemd() throws IOException {
        Files.writeString(folder.resolve("APP_DEMO_PASSWORD"), "from systemd\n");

        assertThat(files(Map.of("CREDENTIALS_DIRECTORY", folder.toString())).read("APP_DEMO_PASSWORD"))
                .contains("from systemd");
    }

    @Test
    void aSettingMadeByHandComesBeforeACredential() throws IOException {
        Files.writeString(folder.resolve("APP_DEMO_PASSWORD"), "from systemd");
        Path file = Files.writeString(folder.resolve("pw"), "by hand");
        String credentials = folder.toString();

        assertThat(files(Map.of("CREDENTIALS_DIRECTORY", credentials, "APP_DEMO_PASSWORD_FILE", file.toString()))
                        .read("APP_DEMO_PASSWORD"))
                .contains("by hand");
        assertThat(files(Map.of("CREDENTIALS_DIRECTORY", credentials, "APP_DEMO_PASSWORD", "plain"))
                        .read("APP_DEMO_PASSWORD"))
                .isEmpty();
    }

    @Test
    void refusesTwoSourcesWithoutShowingEither() {
        assertThatThrownBy(() -> files(Map.of("MYSQL_PASSWORD", "hush", "MYSQL_PASSWORD_FILE", "/x"))
                        .read("MYSQL_PASSWORD"))
                .isInstanceOf(BadSettingException.class)
                .hasMessage("MYSQL_PASSWORD and MYSQL_PASSWORD_FILE are both set: keep one of them");
    }

    @Test
    void saysWhichFileIsMissing() {
        Path file = folder.resolve("none");

        assertThatThrownBy(() ->
                        files(Map.of("MYSQL_PASSWORD_FILE", file.toString())).read("MYSQL_PASSWORD"))
                .isInstanceOf(BadSettingException.class)
                .hasMessage("MYSQL_PASSWORD_FILE: there is no file " + file);
    }

    @Test
    void saysWhyAFileCannotBeRead() {
        assertThatThrownBy(() ->
                        files(Map.of("MYSQL_PASSWORD_FILE", folder.toString())).read("MYSQL_PASSWORD"))
                .isInstanceOf(BadSettingException.class)
                .hasMessageStartingWith("MYSQL_PASSWORD_FILE: cannot read " + folder);
    }

    @Test
    void leavesEverythingElseAlone() {
        SecretFiles files = files(Map.of("MYSQL_HOST_FILE", "/etc/hostname", "_PASSWORD_FILE", "/etc/hostname"));

        assertThat(files.read("MYSQL_HOST")).isEmpty();
        assertThat(files.read("_PASSWORD")).isEmpty();
        assertThat(files.read("quarkus.datasource.password")).isEmpty();
    }

    private static SecretFiles files(Map<String, String> environment) {
        return new SecretFiles(environment);
    }
}
