package io.tandem.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.tandem.acceptance.Answers;
import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Tandem;
import io.tandem.local.run.ServiceProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A pair of services that are told where to send their traces, and to log JSON, does so. */
class ExportTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<ResourceSpans> RECEIVED = new CopyOnWriteArrayList<>();

    private static HttpServer collector;
    private static ServiceProcess order;
    private static ServiceProcess logistics;

    @BeforeAll
    static void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            RECEIVED.addAll(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                    .getResourceSpansList());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        Map<String, String> settings = Map.of(
                "QUARKUS_OTEL_SDK_DISABLED", "false",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://127.0.0.1:" + collector.getAddress().getPort(),
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "500ms",
                "QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
        order = Tandem.services().anotherOrder(settings);
        logistics = Tandem.services().anotherLogistics(settings);
        order.awaitReady(PATIENCE);
        logistics.awaitReady(PATIENCE);
    }

    @AfterAll
    static void stop() {
        order.stop();
        logistics.stop();
        collector.stop(0);
    }

    @Test
    void oneTraceGoesThroughBothServices() {
        Caller buyer = Caller.program(order.url());

        // The other logistics process, which exports nothing, gets its share of the messages.
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            assertThat(buyer.place(Tandem.freshNumber(), Tandem.freshNumber()).statusCode())
                    .isEqualTo(201);
            return tracesOf("logistics-native").stream().anyMatch(tracesOf("order-native")::contains);
        });
    }

    @Test
    void aLogLineIsJsonAndHasItsAttemptAndTrace() throws IOException {
        String attempt = Answers.json(Caller.program(order.url()).place(Tandem.freshNumber(), Tandem.freshNumber()))
                .path("attemptId")
                .asText();

        await().atMost(PATIENCE)
                .until(() -> Files.readString(order.log()).contains("outcome=placed attempt=" + attempt));
        JsonNode line = Files.readAllLines(order.log()).stream()
                .filter(text -> text.contains("outcome=placed attempt=" + attempt))
                .map(Answers::json)
                .findFirst()
                .orElseThrow();

        assertThat(line.path("mdc").path("attempt").asText()).isEqualTo(attempt);
        assertThat(line.path("mdc").path("traceId").asText()).hasSize(32);
        assertThat(line.path("level").asText()).isEqualTo("INFO");
    }

    /** The ids of the traces that a service told of, of those that have a span of a message. */
    private static Set<String> tracesOf(String service) {
        return RECEIVED.stream()
                .filter(one -> one.getResource().toString().contains(service))
                .flatMap(one -> one.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .filter(span ->
                        span.getName().startsWith("send ") || span.getName().startsWith("process "))
                .map(Span::getTraceId)
                .map(id -> HexFormat.of().formatHex(id.toByteArray()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
