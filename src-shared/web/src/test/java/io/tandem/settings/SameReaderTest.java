package io.tandem.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tandem.variables.Endpoint;
import io.tandem.variables.config.SetVariables;
import io.tandem.variables.testing.SettingCase;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The services take the settings that they share with migration and runner for the same. */
class SameReaderTest {

    @ParameterizedTest
    @MethodSource({"io.tandem.variables.testing.SettingCase#mySql", "io.tandem.variables.testing.SettingCase#services"})
    void readsAsEveryProgramDoes(SettingCase one) {
        String complaint =
                Settings.ofEveryService().complaint(one.environment()).orElse("");

        assertThat(complaint).isEqualTo(one.complaint().isEmpty() ? "" : "Cannot start. Settings " + one.complaint());
        if (complaint.isEmpty()) {
            assertThat(taken(one)).isEqualTo(one.taken());
        }
    }

    private static String taken(SettingCase one) {
        SmallRyeConfig config = config(one.environment());
        Secrets secrets = new Secrets(config);
        String datasource = "quarkus.datasource.reactive.";
        return switch (one.lookedAt()) {
            case "server" ->
                URI.create(config.getValue(datasource + "url", String.class)).getRawAuthority();
            case "database" ->
                URI.create(config.getValue(datasource + "url", String.class))
                        .getPath()
                        .substring(1);
            case "tls" -> config.getValue(datasource + "mysql.ssl-mode", String.class);
            case "user" ->
                new EnvironmentCredentials(secrets).getCredentials("MYSQL").get("user");
            case "password" ->
                new EnvironmentCredentials(secrets).getCredentials("MYSQL").get("password");
            case "endpoints" -> Endpoint.text(Endpoint.list(config.getValue("tandem.rocketmq.endpoint", String.class)));
            case "broker-user" ->
                new EnvironmentCredentials(secrets)
                        .getCredentials("APP_DEMO_ROCKETMQ")
                        .get("user");
            case "demo-user" -> secrets.required("APP_DEMO_USERNAME");
            case "demo-password" -> secrets.required("APP_DEMO_PASSWORD");
            default -> throw new IllegalArgumentException(one.lookedAt());
        };
    }

    /** As Quarkus makes it of that environment. */
    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withCustomizers(new SetVariables(environment))
                .withSources(new SecretFileConfigSource(environment), new MySqlConfigSource(environment))
                .build();
    }
}
