package io.tandem.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.migrate.Settings.ServiceUsers;
import io.tandem.variables.BadSettingException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void defaultsPortAndDatabase() {
        Settings settings = Settings.from(environment());
        assertThat(settings.address().port()).isEqualTo(3306);
        assertThat(settings.address().database()).isEqualTo("rocketmq_transaction_db");
        assertThat(settings.services()).isEmpty();
    }

    @Test
    void namesEverythingThatIsMissingInOneLine() {
        assertThatThrownBy(() -> Settings.from(Map.of()))
                .isInstanceOf(BadSettingException.class)
                .hasMessage("Cannot start. Settings missing: MYSQL_HOST, MYSQL_PASSWORD, MYSQL_USER"
                        + " (a password may also come from a file named by ..._PASSWORD_FILE)");
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

    @Test
    void doesNotShowThePassword() {
        assertThat(Settings.from(environment())).hasToString("migrator@db.example:3306/rocketmq_transaction_db");
    }

    private static Map<String, String> environment() {
        return new HashMap<>(Map.of("MYSQL_HOST", "db.example", "MYSQL_USER", "migrator", "MYSQL_PASSWORD", "hidden"));
    }
}
