package io.tandem.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpConfigSourceTest {

    private static final String DISABLED = "quarkus.otel.sdk.disabled";

    @Test
    void nothingIsTracedUnlessSomebodyCollectsIt() {
        assertThat(source(Map.of()).getValue(DISABLED)).isEqualTo("true");
        assertThat(source(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", " ")).getValue(DISABLED))
                .isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                "QUARKUS_OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"
            })
    void anAddressSwitchesTracingOn(String name) {
        assertThat(source(Map.of(name, "http://collector:4317")).getValue(DISABLED))
                .isEqualTo("false");
    }

    @Test
    void whoSwitchesItOffHasTheLastWord() {
        OtlpConfigSource source =
                source(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317", "OTEL_SDK_DISABLED", "true"));

        assertThat(source.getValue(DISABLED)).isEqualTo("true");
    }

    @Test
    void theNamesOfTheSpecificationAreUnderstood() {
        OtlpConfigSource source = source(Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318",
                "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "OTEL_TRACES_SAMPLER_ARG", "0.1"));

        assertThat(source.getValue("quarkus.otel.exporter.otlp.endpoint")).isEqualTo("http://collector:4318");
        assertThat(source.getValue("quarkus.otel.exporter.otlp.protocol")).isEqualTo("http/protobuf");
        assertThat(source.getValue("quarkus.otel.traces.sampler.arg")).isEqualTo("0.1");
        assertThat(source.getValue("quarkus.otel.service.name")).isNull();
    }

    private static OtlpConfigSource source(Map<String, String> environment) {
        return new OtlpConfigSource(environment);
    }
}
