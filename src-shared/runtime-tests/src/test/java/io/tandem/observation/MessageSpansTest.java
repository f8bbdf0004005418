package io.tandem.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Attempt;
import io.tandem.local.fault.FaultyLink;
import io.tandem.testing.Node;
import io.tandem.testing.Recorder;
import io.tandem.testing.Servers;
import io.tandem.transaction.HalfMessage;
import io.tandem.transaction.HalfMessages;
import io.tandem.transaction.MessageProperties;
import io.tandem.transaction.OutgoingMessage;
import io.tandem.transaction.TransactionOutcome;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One trace follows a message through both services and the broker, whichever way it takes. */
@Tag("servers")
class MessageSpansTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final InMemorySpanExporter EXPORTED = InMemorySpanExporter.create();

    private static String topic;
    private static SdkTracerProvider tracers;
    private static FaultyLink toBroker;
    private static FaultyLink toMySql;
    private static Node producer;
    private static Node consumer;

    private final Attempt attempt = Attempt.of("K", "S");

    @BeforeAll
    static void connect() {
        topic = Servers.newTopic();
        tracers = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(EXPORTED))
                .build();
        MessageSpans spans = MessageSpans.of(
                OpenTelemetrySdk.builder().setTracerProvider(tracers).build());
        toBroker = FaultyLink.to(Servers.rocketMq().grpcPort());
        toMySql = FaultyLink.to(Servers.database().port());
        consumer =
                Node.on(topic).group(Servers.newGroup()).tracing(spans).build().consuming(Recorder.accepting());
        producer = Node.on(topic)
                .rocketMqThrough(toBroker.port())
                .mySqlThrough(toMySql.port())
                .tracing(spans)
                // These tests are about spans: a machine that is slow must not fail them.
                .with("tandem.rocketmq.local-transaction-limit", "20s")
                .with("tandem.rocketmq.fence-after", "20s")
                .with("tandem.mysql.connect-timeout", "10s")
                .build()
                .producing();
        await().atMost(PATIENCE).until(() -> producer.isConnected() && consumer.isReceiving());
    }

    @AfterAll
    static void close() {
        producer.close();
        consumer.close();
        toBroker.close();
        toMySql.close();
        tracers.close();
    }

    @Test
    void theCallersTraceGoesOnAcrossTheBroker() {
        place();

        SpanData process = awaitSpan("process " + topic);
        SpanData send = awaitSpan("send " + topic);
        assertThat(send.getTraceId()).isEqualTo(TRACE);
        assertThat(send.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(process.getTraceId()).isEqualTo(TRACE);
        assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(process.getParentSpanId()).isEqualTo(send.getSpanId());
        assertThat(process.getLinks())
                .extracting(LinkData::getSpanContext)
                .extracting(linked -> linked.getSpanId())
                .containsExactly(send.getSpanId());
        assertThat(awaitSpan("local transaction").getParentSpanId()).isEqualTo(send.getSpanId());
        assertThat(awaitSpan("commit " + topic).getParentSpanId()).isEqualTo(send.getSpanId());
        assertThat(process.getAttributes().asMap().toString())
                .contains(
                        "messaging.system=rocketmq",
                        "messaging.operation.type=process",
                        "messaging.consumer.group.name=" + consumer.group(),
                        "messaging.rocketmq.message.type=transaction",
                        "messaging.rocketmq.message.tag=TEST",
                        "messaging.rocketmq.message.keys=[K]",
                        "messaging.message.body.size=4",
                        "messaging.client.id=",
                        "messaging.message.id=",
                        "tandem.delivery.verdict=done");
    }

    @Test
    void aCheckBackIsPartOfTheTraceItAnswersFor() {
        AtomicBoolean committing = new AtomicBoolean();
        toMySql.inspectWith((chunk, length) -> {
            boolean commit = new String(chunk, 0, length, StandardCharsets.ISO_8859_1).endsWith("\u0003COMMIT");
            if (commit && committing.compareAndSet(false, true)) {
                toBroker.cut();
            }
            return io.tandem.local.fault.Verdict.PASS;
        });
        place();
        await().atMost(PATIENCE).until(committing::get);
        toBroker.heal();

        SpanData checkBack = awaitSpan("check-back " + topic);

        assertThat(checkBack.getTraceId()).isEqualTo(TRACE);
        await().atMost(PATIENCE).until(() -> spans(span -> span.getName().equals("check-back " + topic)).stream()
                .anyMatch(span -> span.getAttributes().asMap().toString().contains("answer=COMMIT")));
        assertThat(awaitSpan("process " + topic).getTraceId()).isEqualTo(TRACE);
    }

    @Test
    void aRedeliveryIsATraceOfItsOwnThatNamesTheAttempt() {
        place();
        SpanData first = awaitSpan("process " + topic);

        OutgoingMessage again = new OutgoingMessage(topic, "TEST", attempt, Buffer.buffer("body"), Map.of());
        producer.republisher().publishAgain(again).await().atMost(PATIENCE);

        SpanData redeliver = awaitSpan("redeliver " + topic);
        assertThat(redeliver.getTraceId()).isNotEqualTo(TRACE);
        assertThat(redeliver.getAttributes().asMap()).containsValue(attempt.id().toString());
        await().atMost(PATIENCE).until(() -> spans(span -> span.getName().equals("process " + topic)).stream()
                .anyMatch(span -> span.getTraceId().equals(redeliver.getTraceId())
                        && !span.getSpanId().equals(first.getSpanId())));
    }

    @Test
    void withTracingOffNothingStandsOnTheMessagesWay() {
        HalfMessages messages = new HalfMessages() {
            @Override
            public Uni<HalfMessage> send(OutgoingMessage message) {
                return Uni.createFrom().nothing();
            }

            @Override
            public boolean isConnected() {
                return false;
            }
        };

        assertThat(TracedHalfMessages.of(messages, MessageSpans.OFF, "send")).isSameAs(messages);
    }

    private void place() {
        // The test before may have cut its connections.
        await().atMost(PATIENCE).until(producer::reachesBroker);
        OutgoingMessage message = new OutgoingMessage(
                topic, "TEST", attempt, Buffer.buffer("body"), Map.of(MessageProperties.TRACEPARENT, CALLER));
        assertThat(producer.messages()
                        .send(
                                message,
                                transaction -> transaction.preparedQuery("DO 1").execute())
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(TransactionOutcome.Committed.class);
    }

    /** The first of that name that belongs to this test's attempt, or to its send. */
    private SpanData awaitSpan(String name) {
        await().atMost(PATIENCE).until(() -> !spans(span -> isOurs(span, name)).isEmpty());
        return spans(span -> isOurs(span, name)).get(0);
    }

    private boolean isOurs(SpanData span, String name) {
        String mine = attempt.id().toString();
        return span.getName().equals(name)
                && (span.getAttributes().asMap().containsValue(mine)
                        || spans(sent -> sent.getAttributes().asMap().containsValue(mine)).stream()
                                .anyMatch(sent -> sent.getSpanId().equals(span.getParentSpanId())));
    }

    private static List<SpanData> spans(Predicate<SpanData> wanted) {
        return EXPORTED.getFinishedSpanItems().stream().filter(wanted).toList();
    }
}
