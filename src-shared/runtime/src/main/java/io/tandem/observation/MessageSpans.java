package io.tandem.observation;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.tandem.consumer.Delivery;
import io.tandem.trace.ThisProcess;
import io.tandem.transaction.MessageProperties;
import io.tandem.transaction.OutgoingMessage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.rocketmq.client.apis.message.MessageView;

/**
 * The spans of a message's way, named by OpenTelemetry's semantic conventions for messaging (1.27). They cross the broker in the
 * message's {@code traceparent}: the consumer's span continues the producer's trace and is linked to its span. Where tracing is
 * off, none of this is on the message's way at all: see {@link #isOn}.
 */
public final class MessageSpans {

    /** Of a process that traces nothing. */
    public static final MessageSpans OFF = new MessageSpans(OpenTelemetry.noop(), false);

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> MESSAGE_TYPE = AttributeKey.stringKey("messaging.rocketmq.message.type");
    private static final AttributeKey<String> MESSAGE_TAG = AttributeKey.stringKey("messaging.rocketmq.message.tag");
    private static final AttributeKey<List<String>> MESSAGE_KEYS =
            AttributeKey.stringArrayKey("messaging.rocketmq.message.keys");
    private static final AttributeKey<Long> BODY_SIZE = AttributeKey.longKey("messaging.message.body.size");
    private static final AttributeKey<Long> BATCH_SIZE = AttributeKey.longKey("messaging.batch.message_count");
    private static final AttributeKey<String> MESSAGE_ID = AttributeKey.stringKey("messaging.message.id");
    private static final AttributeKey<String> CLIENT_ID = AttributeKey.stringKey("messaging.client.id");
    private static final AttributeKey<String> GROUP = AttributeKey.stringKey("messaging.consumer.group.name");
    private static final AttributeKey<Long> DELIVERY_ATTEMPT = AttributeKey.longKey("tandem.delivery.attempt");
    private static final AttributeKey<String> ATTEMPT = AttributeKey.stringKey("tandem.attempt.id");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private static final TextMapGetter<Map<String, String>> PROPERTIES = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> properties) {
            return properties.keySet();
        }

        @Override
        public String get(Map<String, String> properties, String key) {
            return properties == null ? null : properties.get(key);
        }
    };

    private final Tracer tracer;
    private final boolean on;

    private MessageSpans(OpenTelemetry telemetry, boolean on) {
        this.tracer = telemetry.getTracer("io.tandem.messaging");
        this.on = on;
    }

    /** Of a process that does. */
    public static MessageSpans of(OpenTelemetry telemetry) {
        return new MessageSpans(telemetry, true);
    }

    public boolean isOn() {
        return on;
    }

    /**
     * A span of ours, below the span that is current here, or else below the message's own trace, if it has one. A group's is in a trace of
     * its own, linked to those of its members.
     */
    public Span sending(String operation, OutgoingMessage message) {
        boolean inRequest =
                message.members().isEmpty() && Span.current().getSpanContext().isValid();
        SpanBuilder span = builder(operation, "send", SpanKind.PRODUCER, message.topic())
                .setParent(inRequest ? Context.current() : remote(message.properties()))
                .setAttribute(ATTEMPT, message.attempt().id().toString())
                .setAttribute(BODY_SIZE, (long) message.body().length());
        if (!message.members().isEmpty()) {
            span.setAttribute(BATCH_SIZE, (long) message.members().size());
            message.members()
                    .forEach(member -> span.addLink(
                            Span.fromContext(remote(member.properties())).getSpanContext()));
        }
        return about(span, message.keys(), message.tag()).startSpan();
    }

    /** A delivery's span continues where the message came from, and is linked to it. */
    public Span processing(String group, Delivery delivery) {
        SpanBuilder span = continuing("process", "process", delivery.topic(), delivery.properties())
                .setAttribute(GROUP, group)
                .setAttribute(BODY_SIZE, (long) delivery.body().length())
                .setAttribute(DELIVERY_ATTEMPT, (long) delivery.deliveryAttempt());
        return about(span, delivery.key().stream().toList(), delivery.tag().orElse(null))
                .startSpan();
    }

    /** So does that of a check-back. */
    public Span checking(MessageView half) {
        SpanBuilder span = continuing("check-back", "settle", half.getTopic(), half.getProperties());
        return about(span, List.copyOf(half.getKeys()), half.getTag().orElse(null))
                .startSpan();
    }

    /** A step of an attempt that began then, below another of its spans. */
    public Span below(Span parent, String name, SpanKind kind, Attributes attributes, Instant began) {
        return tracer.spanBuilder(name)
                .setStartTimestamp(began)
                .setSpanKind(kind)
                .setParent(Context.root().with(parent))
                .setAllAttributes(attributes)
                .startSpan();
    }

    /** The properties of a message that carries this span on. */
    public static Map<String, String> carrying(Span span, Map<String, String> properties) {
        Map<String, String> carried = new HashMap<>(properties);
        W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), carried, Map::put);
        return carried;
    }

    public static Attributes attributes(String operation, String type, String topic, String messageId) {
        AttributesBuilder attributes = Attributes.builder()
                .put(SYSTEM, "rocketmq")
                .put(CLIENT_ID, ThisProcess.NAME)
                .put(DESTINATION, topic)
                .put(OPERATION, operation)
                .put(OPERATION_TYPE, type);
        if (messageId != null) {
            attributes.put(MESSAGE_ID, messageId);
        }
        return attributes.build();
    }

    /** Ends it, with the broker's id of the message if that is known by now. */
    public static void end(Span span, String messageId, Throwable failure) {
        if (messageId != null) {
            span.setAttribute(MESSAGE_ID, messageId);
        }
        if (failure != null) {
            span.setAttribute(ERROR_TYPE, failure.getClass().getName());
            span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
        }
        span.end();
    }

    private SpanBuilder continuing(String operation, String type, String topic, Map<String, String> properties) {
        Context remote = remote(properties);
        SpanBuilder span = builder(operation, type, SpanKind.CONSUMER, topic)
                .setParent(remote)
                .addLink(Span.fromContext(remote).getSpanContext());
        String attempt = properties.get(MessageProperties.ATTEMPT_ID);
        return attempt == null ? span : span.setAttribute(ATTEMPT, attempt);
    }

    private SpanBuilder builder(String operation, String type, SpanKind kind, String topic) {
        return tracer.spanBuilder(operation + " " + topic)
                .setSpanKind(kind)
                .setAllAttributes(attributes(operation, type, topic, null))
                .setAttribute(MESSAGE_TYPE, "transaction");
    }

    private static SpanBuilder about(SpanBuilder span, List<String> keys, String tag) {
        if (!keys.isEmpty()) {
            span.setAttribute(MESSAGE_KEYS, keys);
        }
        return tag == null ? span : span.setAttribute(MESSAGE_TAG, tag);
    }

    private static Context remote(Map<String, String> properties) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), properties, PROPERTIES);
    }
}
