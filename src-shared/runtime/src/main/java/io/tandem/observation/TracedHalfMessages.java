package io.tandem.observation;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.HalfReceipt;
import io.tandem.transaction.HalfMessage;
import io.tandem.transaction.HalfMessages;
import io.tandem.transaction.OutgoingMessage;

/** Half messages with a span for each step; only there when tracing is on. */
public final class TracedHalfMessages implements HalfMessages {

    private final HalfMessages messages;
    private final MessageSpans spans;
    private final String operation;

    private TracedHalfMessages(HalfMessages messages, MessageSpans spans, String operation) {
        this.messages = messages;
        this.spans = spans;
        this.operation = operation;
    }

    /**
     * The messages as they are, if tracing is off.
     *
     * @param operation how the sending is called
     */
    public static HalfMessages of(HalfMessages messages, MessageSpans spans, String operation) {
        return spans.isOn() ? new TracedHalfMessages(messages, spans, operation) : messages;
    }

    @Override
    public boolean isConnected() {
        return messages.isConnected();
    }

    @Override
    public Uni<HalfMessage> send(OutgoingMessage message) {
        Span span = spans.sending(operation, message);
        OutgoingMessage carrying = new OutgoingMessage(
                message.topic(),
                message.tag(),
                message.attempt(),
                message.body(),
                MessageSpans.carrying(span, message.properties()));
        return messages.send(carrying)
                .onItemOrFailure()
                .invoke((half, failure) -> MessageSpans.end(
                        span, failure == null ? half.receipt().messageId().orElse(null) : null, failure))
                .map(half -> new Traced(half, message.topic(), span));
    }

    private final class Traced implements HalfMessage {

        private final HalfMessage half;
        private final String topic;
        private final Span sent;

        Traced(HalfMessage half, String topic, Span sent) {
            this.half = half;
            this.topic = topic;
            this.sent = sent;
        }

        @Override
        public HalfReceipt receipt() {
            return half.receipt();
        }

        @Override
        public Uni<Void> commit() {
            return settling("commit", half.commit());
        }

        @Override
        public Uni<Void> rollback() {
            return settling("rollback", half.rollback());
        }

        @Override
        public <T> Uni<T> during(String step, Uni<T> work) {
            return spanning(step, SpanKind.INTERNAL, Attributes.empty(), work);
        }

        private Uni<Void> settling(String operation, Uni<Void> work) {
            return spanning(
                    operation + " " + topic,
                    SpanKind.CLIENT,
                    MessageSpans.attributes(
                            operation, "settle", topic, receipt().messageId().orElse(null)),
                    work);
        }

        private <T> Uni<T> spanning(String name, SpanKind kind, Attributes attributes, Uni<T> work) {
            return Uni.createFrom().deferred(() -> {
                Span span = spans.below(sent, name, kind, attributes);
                return work.onItemOrFailure().invoke((done, failure) -> MessageSpans.end(span, null, failure));
            });
        }
    }
}
