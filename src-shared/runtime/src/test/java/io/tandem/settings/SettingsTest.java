package io.tandem.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "MYSQL_HOST", "127.0.0.1",
            "MYSQL_USER", "tandem_order",
            "MYSQL_PASSWORD", "a",
            "APP_DEMO_ROCKETMQ_ENDPOINT", "127.0.0.1:8081",
            "APP_DEMO_USERNAME", "demo",
            "APP_DEMO_PASSWORD", "b",
            "PATH", "/bin"));

    @Test
    void saysNothingWhenAllIsThere() {
        assertThat(complaint()).isEmpty();
    }

    @Test
    void namesEverythingThatIsMissingInOneLine() {
        environment.remove("MYSQL_HOST");
        environment.put("APP_DEMO_PASSWORD", " ");

        assertThat(complaint())
                .contains("Cannot start. Settings missing: APP_DEMO_PASSWORD, MYSQL_HOST"
                        + " (a password may also come from a file named by ..._PASSWORD_FILE)");
    }

    @Test
    void aServiceAddsWhatItNeedsBesides() {
        assertThat(Settings.ofEveryService().require("LOGISTICS_URL").complaint(environment))
                .contains("Cannot start. Settings missing: LOGISTICS_URL");
    }

    @Test
    void aPasswordMayComeFromAFile() {
        environment.remove("MYSQL_PASSWORD");
        environment.put("MYSQL_PASSWORD_FILE", "/no/such/file");

        assertThat(complaint()).contains("Cannot start. Settings MYSQL_PASSWORD_FILE: there is no file /no/such/file");
    }

    @Test
    void suggestsWhatAMisspeltNameWasMeantToBe() {
        environment.remove("APP_DEMO_PASSWORD");
        environment.put("APP_DEMO_PASWORD", "b");

        assertThat(complaint().orElseThrow())
                .startsWith("Cannot start. Settings missing: APP_DEMO_PASSWORD")
                .endsWith("unknown: APP_DEMO_PASWORD (did you mean APP_DEMO_PASSWORD?)")
                .doesNotContain("\n");
    }

    @Test
    void suggestsAServicesOwnSettingRatherThanOneOfMySqlsPrograms() {
        environment.put("MYSQL_HOTS", "x");

        assertThat(complaint()).contains("Cannot start. Settings unknown: MYSQL_HOTS (did you mean MYSQL_HOST?)");
    }

    @ParameterizedTest
    @CsvSource({
        "MYSQL_PORT, abc, a port from 1 to 65535",
        "MYSQL_PORT, 70000, a port from 1 to 65535",
        "QUARKUS_HTTP_PORT, 0, a port from 1 to 65535",
        "QUARKUS_MANAGEMENT_PORT, -1, a port from 1 to 65535",
        "MYSQL_SSL_MODE, on, 'disabled, required, verify-ca or verify-identity'",
        "APP_DEMO_ROCKETMQ_ENDPOINT, broker, host:port",
        "APP_DEMO_ROCKETMQ_ENDPOINT, broker:8081;other, host:port",
        "LOGISTICS_URL, 10.0.0.12:80, an address such as http://10.0.0.12:80",
        "LOGISTICS_URL, http://, an address such as http://10.0.0.12:80"
    })
    void saysInOneLineWhatAValueMustBe(String name, String value, String wanted) {
        environment.put(name, value);

        assertThat(complaint()).contains("Cannot start. Settings " + name + " must be " + wanted + ", but is " + value);
    }

    @Test
    void takesValuesThatAreAsTheyMustBe() {
        environment.put("MYSQL_PORT", "3306");
        environment.put("MYSQL_SSL_MODE", "verify-ca");
        environment.put("APP_DEMO_ROCKETMQ_ENDPOINT", "one.example:8080;two.example:8080");
        environment.put("LOGISTICS_URL", "https://logistics.example/");
        environment.put("QUARKUS_HTTP_PORT", "80");
        environment.put("APP_DEMO_ROCKETMQ_USERNAME", " ");

        assertThat(complaint()).isEmpty();
    }

    @Test
    void aUserOfRocketMqNeedsAPassword() {
        environment.put("APP_DEMO_ROCKETMQ_USERNAME", "demo");

        assertThat(complaint().orElseThrow()).startsWith("Cannot start. Settings missing: APP_DEMO_ROCKETMQ_PASSWORD");
    }

    @Test
    void anUnknownNameIsAMistakeOnlyUnderOurPrefixes() {
        environment.put("MYSQL_HOSTS", "x");
        environment.put("TANDEM_NOTHING", "x");
        environment.put("ROCKETMQ_HOME", "/opt");
        environment.put("SOMETHING_PASSWORD", "x");

        assertThat(complaint())
                .contains("Cannot start. Settings unknown: MYSQL_HOSTS (did you mean MYSQL_HOST?), TANDEM_NOTHING");
    }

    @ParameterizedTest
    @CsvSource({
        "TANDEM_LEDGER_BROKER_RETENTON, ' (did you mean TANDEM_LEDGER_BROKER_RETENTION?)'",
        "TANDEM_SESSION_IDEL, ' (did you mean TANDEM_SESSION_IDLE?)'",
        "TANDEM_ROCKETMQ_CONSUMER_PATIENCE, ''"
    })
    void aSlipBehindTheNameOfAFeatureIsAMistakeToo(String name, String hint) {
        environment.put(name, "1");

        assertThat(complaint()).contains("Cannot start. Settings unknown: " + name + hint);
    }

    @Test
    void aServiceKnowsWhatItsOwnFeaturesAreTunedBy() {
        environment.put("TANDEM_POINTS_PER_ORDER", "10");

        assertThat(Settings.ofEveryService().know("TANDEM_POINTS_*").complaint(environment))
                .isEmpty();
    }

    @Test
    void knowsWhatOthersInTheSameShellNeed() {
        environment.put("MYSQL_ADMIN_USER", "root");
        environment.put("MYSQL_ADMIN_PASSWORD", "x");
        environment.put("MYSQL_SOCKET", "/x.sock");
        environment.put("MYSQL_ORDER_USER", "x");
        environment.put("MYSQL_LOGISTICS_PASSWORD", "x");
        environment.put("ROCKETMQ_ORDER_TOPIC", "x");
        environment.put("TANDEM_SESSION_IDLE", "10M");
        environment.put("TANDEM_MYSQL_POOL_SIZE", "8");
        environment.put("TANDEM_SCREENSHOTS", "docs/images");
        environment.put("TANDEM_ROCKETMQ_CONSUMER_INVISIBLE", "30s");
        environment.put("TANDEM_WEB_NAV_0__HREF", "/");

        assertThat(complaint()).isEmpty();
    }

    private Optional<String> complaint() {
        return Settings.ofEveryService().complaint(environment);
    }
}
