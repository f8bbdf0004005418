package io.tandem.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * One setting switches tracing on: where to send the spans. Without an address there is nobody to send them to, so nothing is
 * traced. OpenTelemetry's own names do as well as Quarkus', which does not read them: one environment often serves programs of
 * several makes.
 */
public final class OtlpConfigSource implements ConfigSource {
    /** Above the defaults of the house (100), below a service's own file (250) and the environment (300). */
    private static final int ORDINAL = 110;

    private static final String DISABLED = "quarkus.otel.sdk.disabled";
    private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";

    /** What Quarkus would read instead, by what OpenTelemetry's specification calls it. */
    private static final Map<String, String> NAMES = Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT", ENDPOINT,
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "quarkus.otel.exporter.otlp.traces.endpoint",
            "OTEL_EXPORTER_OTLP_PROTOCOL", "quarkus.otel.exporter.otlp.protocol",
            "OTEL_EXPORTER_OTLP_HEADERS", "quarkus.otel.exporter.otlp.headers",
            "OTEL_TRACES_SAMPLER_ARG", "quarkus.otel.traces.sampler.arg",
            "OTEL_SERVICE_NAME", "quarkus.otel.service.name",
            "OTEL_RESOURCE_ATTRIBUTES", "quarkus.otel.resource.attributes");

    /** Either's way to say where. */
    private static final Set<String> ADDRESSES = Set.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
            "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
            "QUARKUS_OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

    private final Map<String, String> values;

    /** Made by the service loader. */
    public OtlpConfigSource() {
        this(System.getenv());
    }

    OtlpConfigSource(Map<String, String> environment) {
        values = new HashMap<>();
        NAMES.forEach((theirs, ours) -> given(environment, theirs).ifPresent(value -> values.put(ours, value)));
        boolean wanted =
                ADDRESSES.stream().anyMatch(name -> given(environment, name).isPresent());
        boolean refused = given(environment, "OTEL_SDK_DISABLED")
                .filter(Boolean::parseBoolean)
                .isPresent();
        values.put(DISABLED, Boolean.toString(!wanted || refused));
    }

    @Override
    public String getValue(String name) {
        return values.get(name);
    }

    /** Empty: what is listed at build time is written into the build, and the builder's collector is not the runner's. */
    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public String getName() {
        return "where traces go";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
