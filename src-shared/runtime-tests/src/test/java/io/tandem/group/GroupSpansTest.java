package io.tandem.group;

import static io.tandem.group.Grouped.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.tandem.observation.MessageSpans;
import io.tandem.transaction.MessageProperties;
import io.tandem.transaction.TransactionMessage;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.Committed;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The spans of a group: one trace of its own, linked to those of its members, and each member's trace goes on at the consumer. */
@Tag("servers")
class GroupSpansTest {

    private static final int CALLERS = 13;
    private static final AttributeKey<Long> BATCH_SIZE = AttributeKey.longKey("messaging.batch.message_count");
    private static final InMemorySpanExporter EXPORTED = InMemorySpanExporter.create();

    private static SdkTracerProvider tracers;
    private static Grouped groups;

    @BeforeAll
    static void connect() {
        tracers = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(EXPORTED))
                .build();
        groups = Grouped.tracing(MessageSpans.of(
                OpenTelemetrySdk.builder().setTracerProvider(tracers).build()));
    }

    @AfterAll
    static void close() {
        groups.close();
        tracers.close();
    }

    @Test
    void aGroupsSpanIsLinkedToItsMembersWhoseTracesGoOnAtTheConsumer() {
        List<String> traces =
                IntStream.range(0, CALLERS).mapToObj(GroupSpansTest::trace).toList();
        List<CompletableFuture<TransactionOutcome<Void>>> running = traces.stream()
                .map(trace -> groups.send(groups.node, message(trace), Grouped.lane()))
                .toList();
        assertThat(running).allSatisfy(one -> assertThat(one.join()).isInstanceOf(Committed.class));

        List<SpanData> sends = spans("send");
        List<SpanData> grouped =
                sends.stream().filter(GroupSpansTest::isOfAGroup).toList();
        assertThat(grouped).isNotEmpty().allSatisfy(group -> {
            assertThat(group.getAttributes().get(BATCH_SIZE))
                    .isEqualTo(group.getLinks().size());
            assertThat(traces).doesNotContain(group.getTraceId());
            await().atMost(PATIENCE).until(() -> spans("commit").stream()
                    .anyMatch(commit -> commit.getParentSpanId().equals(group.getSpanId())));
        });
        assertThat(sends.stream().flatMap(GroupSpansTest::tracesOf)).containsExactlyInAnyOrderElementsOf(traces);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(spans("process").stream().map(SpanData::getTraceId))
                        .containsExactlyInAnyOrderElementsOf(traces));
    }

    /** Of a group those that it is linked to, of one that went by itself its own. */
    private static Stream<String> tracesOf(SpanData send) {
        return isOfAGroup(send)
                ? send.getLinks().stream().map(LinkData::getSpanContext).map(SpanContext::getTraceId)
                : Stream.of(send.getTraceId());
    }

    private static boolean isOfAGroup(SpanData send) {
        return send.getAttributes().get(BATCH_SIZE) != null;
    }

    private static TransactionMessage message(String trace) {
        return new TransactionMessage(
                "TEST",
                Grouped.key(),
                "1001",
                Buffer.buffer("body"),
                Map.of(MessageProperties.TRACEPARENT, "00-" + trace + "-00f067aa0ba902b7-01"));
    }

    private static String trace(int number) {
        return "4bf92f3577b34da6a3ce929d0e0e%04x".formatted(number);
    }

    private static List<SpanData> spans(String operation) {
        return EXPORTED.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(operation + " " + groups.topic))
                .toList();
    }
}
