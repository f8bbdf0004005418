package io.tandem.variables.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A line of {@code mysql.txt} or {@code services.txt}: what every program that reads these settings must take them for, or refuse.
 * Escapes are those of Java; {@code file:…}, {@code credentials:…} and {@code ca} are files with that content, or a certificate.
 *
 * @param line for the name of the test
 * @param complaint empty if there is none
 */
public record SettingCase(
        String line, Map<String, String> environment, String lookedAt, String taken, String complaint) {

    private static final Map<String, String> ALL_IS_WELL = Map.of(
            "MYSQL_HOST", "db",
            "MYSQL_USER", "u",
            "MYSQL_PASSWORD", "p",
            "APP_DEMO_ROCKETMQ_ENDPOINT", "broker:8081",
            "APP_DEMO_USERNAME", "demo",
            "APP_DEMO_PASSWORD", "secret");

    /** For services, migration and runner. */
    public static Stream<SettingCase> mySql() throws IOException {
        return table("mysql.txt");
    }

    /** For services and runner. */
    public static Stream<SettingCase> services() throws IOException {
        return table("services.txt");
    }

    /** Any certificate of those that Java trusts. */
    public static Path authority() {
        try {
            TrustManagerFactory java = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            java.init((KeyStore) null);
            byte[] certificate = ((X509TrustManager) java.getTrustManagers()[0]).getAcceptedIssuers()[0].getEncoded();
            return file("-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(certificate)
                    + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Stream<SettingCase> table(String name) throws IOException {
        try (InputStream table = SettingCase.class.getResourceAsStream(name)) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(SettingCase::of);
        }
    }

    private static SettingCase of(String line) {
        List<String> columns =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        Map<String, String> environment = new HashMap<>(ALL_IS_WELL);
        for (String setting : columns.get(0).split(" & ", -1)) {
            int equals = setting.indexOf('=');
            if (equals < 0) {
                environment.remove(setting.substring(1));
            } else {
                environment.put(setting.substring(0, equals), value(setting.substring(equals + 1)));
            }
        }
        return new SettingCase(
                columns.get(0),
                Map.copyOf(environment),
                columns.get(1),
                columns.get(2).translateEscapes(),
                columns.get(3).translateEscapes());
    }

    private static String value(String text) {
        String content = text.substring(text.indexOf(':') + 1).translateEscapes();
        if (text.startsWith("file:")) {
            return file(content).toString();
        }
        if (text.startsWith("credentials:")) {
            return credentials(content).toString();
        }
        return text.equals("ca") ? authority().toString() : text.strip().translateEscapes();
    }

    private static Path credentials(String content) {
        return file(content).getParent();
    }

    private static Path file(String content) {
        try {
            Path folder = Files.createTempDirectory("settings");
            folder.toFile().deleteOnExit();
            Path file = Files.writeString(folder.resolve("MYSQL_PASSWORD"), content);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public String toString() {
        return line;
    }
}
