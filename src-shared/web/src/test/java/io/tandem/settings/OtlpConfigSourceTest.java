package io.tandem.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "OTEL_EXPORTER_OTLP_ENDPOINT | collector:4317 | quarkus.otel.exporter.otlp.endpoint | -",
                "OTEL_EXPORTER_OTLP_ENDPOINT | grpc://collector:4317 | quarkus.otel.exporter.otlp.endpoint | -",
                "OTEL_EXPORTER_OTLP_ENDPOINT | http://${NOTHING}:1 | quarkus.otel.exporter.otlp.endpoint | -",
                "OTEL_EXPORTER_OTLP_PROTOCOL | http/json | quarkus.otel.exporter.otlp.protocol | http/protobuf",
                "OTEL_EXPORTER_OTLP_PROTOCOL | thrift | quarkus.otel.exporter.otlp.protocol | -",
                "OTEL_EXPORTER_OTLP_HEADERS | abc,=x,k=v,b=a b | quarkus.otel.exporter.otlp.headers | k=v,b=a b",
                "OTEL_EXPORTER_OTLP_HEADERS | nonsense | quarkus.otel.exporter.otlp.headers | -",
                "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL | http/json | quarkus.otel.exporter.otlp.traces.protocol | http/protobuf",
                "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL | thrift | quarkus.otel.exporter.otlp.traces.protocol | -",
                "OTEL_EXPORTER_OTLP_TRACES_HEADERS | abc,k=v | quarkus.otel.exporter.otlp.traces.headers | k=v",
                "OTEL_RESOURCE_ATTRIBUTES | a,b=c | quarkus.otel.resource.attributes | b=c",
                "OTEL_TRACES_SAMPLER_ARG | always | quarkus.otel.traces.sampler.arg | -",
                "OTEL_TRACES_SAMPLER_ARG | 2 | quarkus.otel.traces.sampler.arg | -"
            })
    void whatCannotBeUsedIsLeftOutAndNamed(String name, String value, String property, String used) {
        assertThat(source(Map.of(name, value)).getValue(property)).isEqualTo(used);
        assertThat(OtlpConfigSource.complaints(Map.of(name, value)))
                .singleElement()
                .asString()
                .startsWith(name + " is not used as it stands: ");
    }

    @Test
    void anAddressThatCannotBeUsedSwitchesNothingOn() {
        assertThat(source(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317"))
                        .getValue(DISABLED))
                .isEqualTo("true");
    }

    @Test
    void whatCanBeUsedIsNoComplaint() {
        assertThat(OtlpConfigSource.complaints(Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector:4317",
                        "OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20x,b=c",
                        "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=prod,team=a",
                        "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc",
                        "OTEL_TRACES_SAMPLER_ARG", "0.25")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OTEL_PROPAGATORS | b3,jaeger | otel.propagators | ''",
                "OTEL_PROPAGATORS | b3,tracecontext | otel.propagators | tracecontext",
                "OTEL_TRACES_SAMPLER | nonsense | otel.traces.sampler | parentbased_always_on",
                "OTEL_TRACES_SAMPLER | always_off | otel.traces.sampler | always_off",
                "OTEL_TRACES_SAMPLER_ARG | half | otel.traces.sampler.arg | ''",
                "OTEL_TRACES_EXPORTER | otlp | otel.traces.exporter | none",
                "OTEL_METRICS_EXPORTER | prometheus | otel.metrics.exporter | none",
                "OTEL_LOGS_EXPORTER | console | otel.logs.exporter | none",
                "OTEL_BSP_SCHEDULE_DELAY | 5x | otel.bsp.schedule.delay | ''",
                "OTEL_ATTRIBUTE_COUNT_LIMIT | many | otel.attribute.count.limit | ''"
            })
    void theSdkGetsOnlyWhatItCanUse(String name, String value, String property, String used) {
        assertThat(OtlpConfigSource.properties(Map.of(name, value))).containsExactly(Map.entry(property, used));
    }

    @Test
    void whatIsNotReadIsNamedAndNoMore() {
        assertThat(OtlpConfigSource.unread(Map.of(
                        "OTEL_BSP_SCHEDULE_DELAY",
                        "5x",
                        "OTEL_PROPAGATORS",
                        "b3",
                        "OTEL_SERVICE_NAME",
                        "x",
                        "PATH",
                        "/")))
                .containsExactly("OTEL_BSP_SCHEDULE_DELAY");
    }

    private static OtlpConfigSource source(Map<String, String> environment) {
        return new OtlpConfigSource(environment);
    }
}
