package io.tandem.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.variables.BadSettingException;
import io.tandem.variables.testing.SettingCase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The migration takes the settings that it shares with services and runner for the same. */
class SameReaderTest {

    @ParameterizedTest
    @MethodSource("io.tandem.variables.testing.SettingCase#mySql")
    void readsAsEveryProgramDoes(SettingCase one) {
        if (!one.complaint().isEmpty()) {
            assertThatThrownBy(() -> Settings.from(one.environment()))
                    .isInstanceOf(BadSettingException.class)
                    .hasMessage("Cannot start. Settings " + one.complaint());
            return;
        }
        Settings settings = Settings.from(one.environment());
        String taken =
                switch (one.lookedAt()) {
                    case "server" -> settings.address().server();
                    case "database" -> settings.address().database();
                    case "tls" -> settings.tls().mode().toString();
                    case "user" -> settings.user();
                    case "password" -> settings.password();
                    default -> throw new IllegalArgumentException(one.lookedAt());
                };
        assertThat(taken).isEqualTo(one.taken());
    }
}
