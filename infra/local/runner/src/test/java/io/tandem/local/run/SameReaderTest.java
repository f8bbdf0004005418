package io.tandem.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.variables.Endpoint;
import io.tandem.variables.testing.SettingCase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The runner takes the settings that it shares with services and migration for the same. */
class SameReaderTest {

    @ParameterizedTest
    @MethodSource({"io.tandem.variables.testing.SettingCase#mySql", "io.tandem.variables.testing.SettingCase#services"})
    void readsAsEveryProgramDoes(SettingCase one) {
        if (!one.complaint().isEmpty()) {
            assertThatThrownBy(() -> StackConfig.from(one.environment(), Progress.SILENT))
                    .isInstanceOf(LocalFailure.class)
                    .hasMessage("Cannot start. Settings " + one.complaint());
            return;
        }
        assertThat(taken(StackConfig.from(one.environment(), Progress.SILENT), one.lookedAt()))
                .isEqualTo(one.taken());
    }

    private static String taken(StackConfig config, String lookedAt) {
        ExistingMySql mySql = config.mySql().orElseThrow();
        MessagingAccess rocketMq = config.rocketMq().orElseThrow();
        return switch (lookedAt) {
            case "server" -> mySql.address().server();
            case "database" -> mySql.address().database();
            case "tls" -> mySql.tls().mode().toString();
            case "user" -> mySql.user().orElseThrow().user();
            case "password" -> mySql.user().orElseThrow().password();
            case "endpoints" -> Endpoint.text(Endpoint.list(rocketMq.endpoint()));
            case "broker-user" -> rocketMq.user();
            case "demo-user" -> config.demoUser();
            case "demo-password" -> config.demoPassword().orElseThrow();
            default -> throw new IllegalArgumentException(lookedAt);
        };
    }
}
