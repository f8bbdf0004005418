package io.tandem.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.variables.testing.SettingCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        environment.put("MYSQL_HOTS", environment.remove("MYSQL_HOST"));

        assertThat(complaint())
                .contains("Cannot start. Settings missing: MYSQL_HOST; unknown: MYSQL_HOTS (did you mean MYSQL_HOST?)");
    }

    @ParameterizedTest
    @CsvSource({
        "TANDEM_MYSQL_SILENCE_LIMIT, soon, 'a time such as 500ms, 30s, 5m, 2h, 7d or PT1M30S'",
        "TANDEM_MYSQL_LOCK_WAIT, soon, 'a time of at least a second such as 1s, 30s or 5m'",
        "TANDEM_MYSQL_SESSION_TIMEOUT, 500ms, 'a time of at least a second such as 1s, 30s or 5m'",
        "TANDEM_LEDGER_PRUNE_EVERY, 0s, 'a time of at least a second such as 1s, 30s or 5m'",
        "TANDEM_MYSQL_SETTLE_POOL_SIZE, 0, a whole number from 1 on",
        "TANDEM_CONNECTION_REQUESTS_AHEAD, few, a whole number",
        "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE, 0, a whole number from 1 on",
        "QUARKUS_HTTP_HOST, not an address, 'an address of this machine, such as 127.0.0.1 or 0.0.0.0'",
        "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES, '127.0.0.1, 10.0.0.0/40', 'addresses, ranges such as 10.0.0.0/8, or host names, with commas between'",
        "QUARKUS_MANAGEMENT_HOST, [::1], 'an address of this machine, such as 127.0.0.1 or 0.0.0.0'",
        "QUARKUS_MANAGEMENT_HOST, 203.0.113.9, 'an address of this machine, such as 127.0.0.1 or 0.0.0.0'",
        "TANDEM_SESSION_IDLE, -5s, 'a time such as 500ms, 30s, 5m, 2h, 7d or PT1M30S'",
        "TANDEM_LEDGER_KEEP, 7 days, 'a time such as 500ms, 30s, 5m, 2h, 7d or PT1M30S'",
        "TANDEM_MYSQL_TRANSACTION_POOL_SIZE, many, a whole number from 1 on",
        "QUARKUS_HTTP_PORT, 0, a port from 1 to 65535",
        "QUARKUS_MANAGEMENT_PORT, -1, a port from 1 to 65535",
        "TANDEM_ROCKETMQ_TLS, maybe, 'on, off or auto'",
        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT, collector:4317, an address such as http://10.0.0.12:80",
        "LOGISTICS_URL, 10.0.0.12:80, an address such as http://10.0.0.12:80",
        "LOGISTICS_URL, http://, an address such as http://10.0.0.12:80"
    })
    void saysInOneLineWhatAValueMustBe(String name, String value, String wanted) {
        environment.put(name, value);

        assertThat(complaint()).contains("Cannot start. Settings " + name + " must be " + wanted + ", but is " + value);
    }

    @Test
    void neverShowsAPassword() {
        environment.put("APP_DEMO_PASSWORD", "hush\u0007");

        assertThat(complaint())
                .contains("Cannot start. Settings APP_DEMO_PASSWORD must be a password without control characters");
    }

    /** What Java makes of UTF-8 in the locale C. */
    @Test
    void aValueThatTheLocaleCannotCarryIsNamed() {
        environment.put("APP_DEMO_PASSWORD", "p\ufffd\ufffdss");
        environment.put("MYSQL_USER", "\ufffd");

        assertThat(complaint().orElseThrow())
                .contains("APP_DEMO_PASSWORD has characters that cannot be read in this locale: set LC_ALL=C.UTF-8")
                .contains("MYSQL_USER has characters that cannot be read");
    }

    @ParameterizedTest
    @CsvSource({
        "MYSQL_PS1, (mysql)",
        "MYSQL_ROOT_PASSWORD, x",
        "MYSQL_ROOT_PASSWORD_FILE, /x",
        "MYSQL_RANDOM_ROOT_PASSWORD, yes",
        "MYSQL_DATABASE, x",
        "MYSQL_VERSION, 8.0.33-1",
        "MYSQL_TZ, UTC",
        "MYSQL_SSL_CERT, x",
        "MYSQL_URL, x",
        "ROCKETMQ_HOME, /opt",
        "ROCKETMQ_CONFIG_SERVICE_URL, x"
    })
    void whatIsNotOursIsAWarningAtMost(String name, String value) {
        environment.put(name, value);

        assertThat(complaint()).isEmpty();
        assertThat(Settings.ofEveryService().warning(environment)).contains("Settings not read here: " + name);
    }

    @ParameterizedTest
    @CsvSource({
        "MYSQL_PORT, tcp://10.0.0.1:3306",
        "MYSQL_SERVICE_HOST, 10.0.0.1",
        "MYSQL_SERVICE_PORT, 3306",
        "MYSQL_SERVICE_PORT_MYSQL, 3306",
        "MYSQL_PORT_3306_TCP, tcp://10.0.0.1:3306",
        "MYSQL_PORT_3306_TCP_PROTO, tcp",
        "MYSQL_PORT_3306_TCP_PORT, 3306",
        "MYSQL_PORT_3306_TCP_ADDR, 10.0.0.1",
        "APP_DEMO_SERVICE_HOST, 10.0.0.1",
        "APP_DEMO_PORT, tcp://10.0.0.1:80",
        "APP_DEMO_ROCKETMQ_PORT_8081_TCP_ADDR, 10.0.0.1",
        "TANDEM_ORDER_PORT, tcp://10.0.0.1:8080",
        "TANDEM_ORDER_SERVICE_PORT_HTTP, 8080"
    })
    void whatAPlatformSetsByItselfIsNotEvenAWarning(String name, String value) {
        environment.put(name, value);

        assertThat(complaint()).isEmpty();
        assertThat(Settings.ofEveryService().warning(environment)).isEmpty();
    }

    @Test
    void theSettingsOfACompanysTracingEndNoStart() {
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317");
        environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json");

        assertThat(complaint()).isEmpty();
        assertThat(Settings.ofEveryService().warning(environment).orElseThrow())
                .contains("OTEL_EXPORTER_OTLP_ENDPOINT is not used as it stands: it must be an address such as")
                .contains("OTEL_EXPORTER_OTLP_PROTOCOL is not used as it stands")
                .doesNotContain("\n");
    }

    @Test
    void takesValuesThatAreAsTheyMustBe() {
        environment.put("MYSQL_PORT", "3306");
        environment.put("MYSQL_SSL_MODE", "verify-ca");
        environment.put("MYSQL_SSL_CA", SettingCase.authority().toString());
        environment.put("APP_DEMO_ROCKETMQ_ENDPOINT", "one.example:8080;two.example:8080");
        environment.put("LOGISTICS_URL", "https://logistics.example/");
        environment.put("QUARKUS_HTTP_PORT", "80");
        environment.put("APP_DEMO_ROCKETMQ_USERNAME", " ");

        assertThat(complaint()).isEmpty();
    }

    @Test
    void aMisspeltTopicIsNotTheStandardOne() {
        environment.put("ROCKETMQ_ORDER_TOPICS", "mine");

        assertThat(complaint())
                .contains("Cannot start. Settings unknown: ROCKETMQ_ORDER_TOPICS (did you mean ROCKETMQ_ORDER_TOPIC?)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MYSQL_DB",
                "ROCKETMQ_ORDER_TOPIC",
                "TANDEM_ROCKETMQ_GROUP_SIZE",
                "TANDEM_MYSQL_LOCK_WAIT",
                "QUARKUS_HTTP_PORT"
            })
    void whatIsSetToNothingIsNotSet(String name) {
        environment.put(name, "");

        assertThat(complaint()).isEmpty();
    }

    @Test
    void anUnknownNameIsAMistakeOnlyUnderOurPrefixes() {
        environment.put("MYSQL_PORTS", "x");
        environment.put("TANDEM_NOTHING", "x");
        environment.put("ROCKETMQ_HOME", "/opt");
        environment.put("SOMETHING_PASSWORD", "x");

        assertThat(complaint())
                .contains("Cannot start. Settings unknown: MYSQL_PORTS (did you mean MYSQL_PORT?), TANDEM_NOTHING");
    }

    @Test
    void aNameLikeOneThatIsSetByAFileIsNotOurs(@TempDir Path folder) throws IOException {
        environment.remove("MYSQL_PASSWORD");
        environment.put(
                "MYSQL_PASSWORD_FILE",
                Files.writeString(folder.resolve("password"), "secret").toString());
        environment.put("MYSQL_PASSWD", "x");

        assertThat(complaint()).isEmpty();
    }

    /** A client's or an image's: {@code MYSQL_HOST1} beside a MYSQL_HOST that is set. */
    @ParameterizedTest
    @ValueSource(strings = {"MYSQL_HOST1", "MYSQL_HOSTS", "MYSQL_USERS"})
    void aNameLikeOneThatIsSetIsNotOurs(String name) {
        environment.put(name, "x");

        assertThat(complaint()).isEmpty();
        assertThat(Settings.ofEveryService().warning(environment)).contains("Settings not read here: " + name);
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
