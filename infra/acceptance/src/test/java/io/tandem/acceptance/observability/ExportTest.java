package io.tandem.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.Answers;
import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Shipments;
import io.tandem.acceptance.Tandem;
import io.tandem.acceptance.observability.OtlpCollector.Exported;
import io.tandem.local.broker.RocketMqServer;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.RowLock;
import io.tandem.local.run.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A pair of services that are told where to send their traces, and to log JSON, does so. On a topic of its own. */
class ExportTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TOPIC = "TRACED_TOPIC";
    private static final String GROUP = "TRACED_GROUP";

    private static OtlpCollector collector;
    private static FaultyLink toBroker;
    private static ServiceProcess order;
    private static ServiceProcess logistics;

    private final long userId = Tandem.freshNumber();
    private final long orderId = Tandem.freshNumber();

    @BeforeAll
    static void start() throws IOException {
        RocketMqServer broker = Tandem.stack().rocketMq().orElseThrow();
        broker.createTransactionTopic(TOPIC);
        broker.createGroup(GROUP, 5);
        collector = OtlpCollector.start();
        toBroker = FaultyLink.to(broker.grpcPort());
        Map<String, String> settings = new HashMap<>(Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                collector.url(),
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY",
                "500ms",
                "QUARKUS_LOG_CONSOLE_JSON_ENABLED",
                "true",
                "ROCKETMQ_ORDER_TOPIC",
                TOPIC,
                "ROCKETMQ_LOGISTIC_CONSUMER_GROUP",
                GROUP));
        // What is a whole company's, and of which Quarkus' SDK knows nothing.
        settings.putAll(Map.of(
                "OTEL_TRACES_EXPORTER",
                "otlp",
                "OTEL_METRICS_EXPORTER",
                "prometheus",
                "OTEL_PROPAGATORS",
                "b3,xray",
                "OTEL_BSP_MAX_QUEUE_SIZE",
                "many"));
        logistics = Tandem.services().anotherLogistics(settings);
        settings.put("APP_DEMO_ROCKETMQ_ENDPOINT", "127.0.0.1:" + toBroker.port());
        order = Tandem.services().anotherOrder(RowLock.outlasted(settings));
    }

    @AfterAll
    static void stop() {
        order.stop();
        logistics.stop();
        toBroker.close();
        collector.close();
    }

    @Test
    void oneTraceGoesThroughBothServicesAndTheConsumerIsLinkedToTheProducer() {
        String attempt = place();

        Exported send = awaitSpan("order-native", "send " + TOPIC, ofAttempt(attempt));
        Exported process = awaitSpan("logistics-native", "process " + TOPIC, ofAttempt(attempt));
        assertThat(process.trace()).isEqualTo(send.trace());
        assertThat(process.parent()).isEqualTo(send.id());
        assertThat(process.links()).containsExactly(send.id());
        assertThat(process.attribute("messaging.consumer.group.name")).contains(GROUP);
        assertThat(send.attribute("messaging.message.id"))
                .isPresent()
                .isEqualTo(process.attribute("messaging.message.id"));
        Predicate<Exported> ofTrace = span -> span.trace().equals(send.trace());
        assertThat(awaitSpan("order-native", "commit " + TOPIC, ofTrace).parent())
                .isEqualTo(send.id());
        assertThat(awaitSpan("order-native", "local transaction", ofTrace).parent())
                .isEqualTo(send.id());
        Exported request = awaitSpan("order-native", "POST /api/orders", ofTrace);
        assertThat(send.parent()).isEqualTo(request.id());
    }

    @Test
    void aCheckBackIsInTheTraceOfTheCommitThatGotLost() throws IOException {
        try (RowLock row = new RowLock(Tandem.stack().database(), orderId)) {
            assertThat(Caller.program(order.url()).placing(userId, orderId)).isNotDone();
            assertThat(row.awaitWaiting()).isTrue();
            toBroker.cut();
        }
        await().atMost(PATIENCE).until(() -> Rows.orders(orderId) == 1);
        // Only when the producer has given the commit up is it lost: healed earlier, the link would let it through.
        awaitLine("commit=unacknowledged");

        toBroker.heal();

        Shipments.awaitCreated(Tandem.order(), userId, orderId);
        Exported checkBack =
                awaitSpan("order-native", "check-back " + TOPIC, span -> span.attribute("tandem.check_back.answer")
                        .filter("COMMIT"::equals)
                        .isPresent());
        String attempt = checkBack.attribute("tandem.attempt.id").orElseThrow();
        assertThat(awaitSpan("order-native", "send " + TOPIC, ofAttempt(attempt))
                        .id())
                .isEqualTo(checkBack.parent());
        assertThat(awaitSpan("logistics-native", "process " + TOPIC, ofAttempt(attempt))
                        .trace())
                .isEqualTo(checkBack.trace());
    }

    @Test
    void aLogLineIsJsonAndHasItsAttemptAndTrace() throws IOException {
        String attempt = place();
        String trace =
                awaitSpan("order-native", "send " + TOPIC, ofAttempt(attempt)).trace();

        JsonNode line = awaitLine("outcome=placed attempt=" + attempt);

        assertThat(line.path("mdc").path("attempt").asText()).isEqualTo(attempt);
        assertThat(line.path("mdc").path("traceId").asText()).isEqualTo(trace);
        assertThat(line.path("level").asText()).isEqualTo("INFO");
    }

    @Test
    void aServiceThatIsToldNoAddressTracesNothing() throws IOException {
        String log = Files.readString(Tandem.services().order().log());

        assertThat(collector.spans(span -> span.attribute("messaging.destination.name")
                        .filter(RocketMqServer.ORDER_TOPIC::equals)
                        .isPresent()))
                .isEmpty();
        assertThat(log).doesNotContain("localhost:4317").doesNotContain("\"mdc\"");
    }

    private String place() {
        return Answers.json(Caller.program(order.url()).place(userId, orderId))
                .path("attemptId")
                .asText();
    }

    private static Exported awaitSpan(String service, String name, Predicate<Exported> wanted) {
        Predicate<Exported> named =
                span -> span.service().equals(service) && span.name().equals(name);
        await().atMost(PATIENCE).until(() -> !collector.spans(named.and(wanted)).isEmpty());
        return collector.spans(named.and(wanted)).get(0);
    }

    private static Predicate<Exported> ofAttempt(String attempt) {
        return span ->
                span.attribute("tandem.attempt.id").filter(attempt::equals).isPresent();
    }

    private static JsonNode awaitLine(String text) throws IOException {
        await().atMost(PATIENCE).until(() -> Files.readString(order.log()).contains(text));
        List<String> lines = Files.readAllLines(order.log());
        return lines.stream()
                .filter(line -> line.contains(text))
                .map(Answers::json)
                .findFirst()
                .orElseThrow();
    }
}
