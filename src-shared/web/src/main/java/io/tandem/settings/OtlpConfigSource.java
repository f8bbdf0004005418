package io.tandem.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One setting switches tracing on: where to send the spans. Without an address there is no receiver, so nothing is
 * traced. OpenTelemetry's own names do as well as Quarkus', which does not read them: one environment often serves programs of
 * several makes.
 */
public final class OtlpConfigSource extends EnvironmentConfigSource {
    /** Above the defaults of the house (100), below a service's own file (250) and the environment (300). */
    private static final int ORDINAL = 110;

    private static final String DISABLED = "quarkus.otel.sdk.disabled";
    private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";

    /** What Quarkus would read instead, by what OpenTelemetry's specification calls it. */
    private static final Map<String, String> NAMES = Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT", ENDPOINT,
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "quarkus.otel.exporter.otlp.traces.endpoint",
            "OTEL_EXPORTER_OTLP_PROTOCOL", "quarkus.otel.exporter.otlp.protocol",
            "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "quarkus.otel.exporter.otlp.traces.protocol",
            "OTEL_EXPORTER_OTLP_HEADERS", "quarkus.otel.exporter.otlp.headers",
            "OTEL_EXPORTER_OTLP_TRACES_HEADERS", "quarkus.otel.exporter.otlp.traces.headers",
            "OTEL_TRACES_SAMPLER_ARG", "quarkus.otel.traces.sampler.arg",
            "OTEL_SERVICE_NAME", "quarkus.otel.service.name",
            "OTEL_RESOURCE_ATTRIBUTES", "quarkus.otel.resource.attributes");

    /** Either's way to say where. */
    private static final Set<String> ADDRESSES = Set.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
            "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
            "QUARKUS_OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

    /** Quarkus' default. */
    private static final String SAMPLER = "parentbased_always_on";

    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+ *=[ -~]*");
    private static final Pattern ATTRIBUTE = Pattern.compile("[!-+--<>-~]+ *=[ -+--~]+");
    private static final Pattern RATIO = Pattern.compile("0(\\.[0-9]+)?|1(\\.0+)?");

    /** What the SDK without further libraries knows; it ends the start with what it does not. */
    private static final Set<String> PROPAGATORS = Set.of("tracecontext", "baggage", "none");

    private static final Set<String> SAMPLERS = Set.of(
            "always_on",
            "always_off",
            "traceidratio",
            "parentbased_always_on",
            "parentbased_always_off",
            "parentbased_traceidratio");

    /** The SDK does not stumble over them. */
    private static final Set<String> FOR_QUARKUS_ALONE = Set.of(
            "OTEL_SDK_DISABLED",
            "OTEL_SERVICE_NAME",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
            "OTEL_EXPORTER_OTLP_PROTOCOL",
            "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL",
            "OTEL_EXPORTER_OTLP_HEADERS",
            "OTEL_EXPORTER_OTLP_TRACES_HEADERS");

    /** Read here, beside those that Quarkus has its own names for. */
    private static final Set<String> OF_THE_SDK =
            Set.of("OTEL_SDK_DISABLED", "OTEL_PROPAGATORS", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_EXPORTER");

    /** Made by the service loader. */
    public OtlpConfigSource() {
        this(System.getenv());
    }

    OtlpConfigSource(Map<String, String> environment) {
        super("where traces go", ORDINAL);
        NAMES.forEach((theirs, ours) -> usable(environment, theirs).ifPresent(value -> put(ours, value)));
        boolean wanted =
                ADDRESSES.stream().anyMatch(name -> usable(environment, name).isPresent());
        boolean refused = given(environment, "OTEL_SDK_DISABLED")
                        .filter(Boolean::parseBoolean)
                        .isPresent()
                || given(environment, "OTEL_TRACES_EXPORTER")
                        .filter("none"::equals)
                        .isPresent();
        put(DISABLED, Boolean.toString(!wanted || refused));
    }

    /**
     * What of an environment is not used, or not as it stands. It is often a whole company's, for programs of all makes: so it ends no
     * start.
     */
    static List<String> complaints(Map<String, String> environment) {
        List<String> complaints = new ArrayList<>();
        environment.keySet().stream().filter(OtlpConfigSource::isRead).sorted().forEach(name -> given(environment, name)
                .filter(value -> !Optional.of(value).equals(usable(environment, name)))
                .ifPresent(value -> complaints.add(name + " is not used as it stands: " + wanted(name))));
        return complaints;
    }

    private static String wanted(String name) {
        return switch (name) {
            case "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT" ->
                "it must be an address such as http://collector:4317";
            case "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL" ->
                "grpc and http/protobuf are spoken";
            case "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_RESOURCE_ATTRIBUTES" ->
                "entries must be name=value";
            case "OTEL_PROPAGATORS" -> "tracecontext and baggage are spoken";
            case "OTEL_TRACES_SAMPLER" -> "it must be one of " + String.join(", ", new TreeSet<>(SAMPLERS));
            case "OTEL_TRACES_SAMPLER_ARG" -> "it must be from 0.0 to 1.0";
            default -> "it must be text";
        };
    }

    private static boolean isRead(String name) {
        return NAMES.containsKey(name) || OF_THE_SDK.contains(name);
    }

    /** What there is of OpenTelemetry's and is not read here. */
    static List<String> unread(Map<String, String> environment) {
        return environment.keySet().stream()
                .filter(name -> name.startsWith("OTEL_") && !isRead(name))
                .sorted()
                .toList();
    }

    /**
     * System properties that OpenTelemetry's SDK reads before the environment. Whatever it cannot use of that ends the start, so of
     * each of its variables it gets what can be used, or its default.
     */
    static Map<String, String> properties(Map<String, String> environment) {
        Map<String, String> properties = new TreeMap<>();
        environment.keySet().stream()
                .filter(name -> name.startsWith("OTEL_") && !FOR_QUARKUS_ALONE.contains(name))
                .forEach(name ->
                        properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), ofTheSdk(environment, name)));
        return properties;
    }

    private static String ofTheSdk(Map<String, String> environment, String name) {
        if (name.matches("OTEL_(TRACES|METRICS|LOGS)_EXPORTER")) {
            // Quarkus' exporter takes the spans, whatever is said here; the SDK has none.
            return "none";
        }
        return usable(environment, name)
                .filter(value -> isRead(name))
                .orElse(name.equals("OTEL_TRACES_SAMPLER") ? SAMPLER : "");
    }

    private static Optional<String> usable(Map<String, String> environment, String name) {
        Optional<String> value =
                given(environment, name).filter(text -> !text.contains("${")).map(String::trim);
        return switch (name) {
            case "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT" ->
                value.filter(FeatureRules::isHttpAddress);
            case "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL" ->
                // A receiver of JSON also receives protobuf, at the same address (OTLP 1.x, "OTLP/HTTP").
                value.map(protocol -> protocol.equals("http/json") ? "http/protobuf" : protocol)
                        .filter(Set.of("grpc", "http/protobuf")::contains);
            case "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS" ->
                value.flatMap(list -> entries(list, HEADER));
            case "OTEL_RESOURCE_ATTRIBUTES" -> value.flatMap(list -> entries(list, ATTRIBUTE));
            case "OTEL_PROPAGATORS" -> value.flatMap(OtlpConfigSource::propagators);
            case "OTEL_TRACES_SAMPLER" -> value.filter(SAMPLERS::contains);
            case "OTEL_TRACES_SAMPLER_ARG" -> value.filter(RATIO.asMatchPredicate());
            default -> value;
        };
    }

    private static Optional<String> propagators(String list) {
        return Optional.of(Arrays.stream(list.split(",", -1))
                        .map(String::trim)
                        .filter(PROPAGATORS::contains)
                        .collect(Collectors.joining(",")))
                .filter(known -> !known.isEmpty());
    }

    private static Optional<String> entries(String list, Pattern wanted) {
        return Optional.of(Arrays.stream(list.split(",", -1))
                        .map(String::trim)
                        .filter(wanted.asMatchPredicate())
                        .collect(Collectors.joining(",")))
                .filter(entries -> !entries.isEmpty());
    }
}
