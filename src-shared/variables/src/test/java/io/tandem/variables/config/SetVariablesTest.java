package io.tandem.variables.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetVariablesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void whatIsSetToNothingHasItsDefault(String nothing) {
        SmallRyeConfig config =
                config(Map.of("QUARKUS_HTTP_PORT", nothing, "TANDEM_LEDGER_KEEP", nothing, "MY_TOPIC", nothing));

        assertThat(config.getValue("quarkus.http.port", int.class)).isEqualTo(8081);
        assertThat(config.getValue("topic", String.class)).isEqualTo("ORDERS");
        assertThat(config.getValue("tandem.ledger.keep", String.class)).isEqualTo("7d");
        assertThat(config.getOptionalValue("MY_TOPIC", String.class)).isEmpty();
    }

    @Test
    void whatIsSetComesBeforeTheDefault() {
        SmallRyeConfig config =
                config(Map.of("QUARKUS_HTTP_PORT", "80", "TANDEM_LEDGER_KEEP", "1d", "MY_TOPIC", " mine"));

        assertThat(config.getValue("quarkus.http.port", int.class)).isEqualTo(80);
        assertThat(config.getValue("topic", String.class)).isEqualTo(" mine");
        assertThat(config.getValue("tandem.ledger.keep", String.class)).isEqualTo("1d");
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(
                        Map.of("quarkus.http.port", "8081", "topic", "${MY_TOPIC:ORDERS}"), "a service's", 250))
                .withDefaultValue("tandem.ledger.keep", "7d")
                .withCustomizers(new SetVariables(environment))
                .build();
    }
}
