package io.tandem.observation;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.HalfReceipt;
import io.tandem.transaction.HalfMessage;
import io.tandem.transaction.HalfMessages;
import io.tandem.transaction.OutgoingMessage;
import java.time.Instant;

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
        return messages.send(message.with(MessageSpans.carrying(span, message.properties())))
                .onItemOrFailure()
                .invoke((half, failure) -> MessageSpans.end(
                        span, failure == null ? half.receipt().messageId().orElse(null) : null, failure))
                .map(half -> new Traced(half, message.topic(), span));
    }

    private final class Traced implements HalfMessage {

        private final HalfMessage half;
        private final String topic;
        private final Span sent;
        private final Instant stored = Instant.now();

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

        /** What lies between the half message and its resolution is the local transaction. */
        private Uni<Void> settling(String operation, Uni<Void> work) {
            return Uni.createFrom().deferred(() -> {
                spans.below(sent, "local transaction", SpanKind.INTERNAL, Attributes.empty(), stored)
                        .end();
                Span span = spans.below(
                        sent,
                        operation + " " + topic,
                        SpanKind.CLIENT,
                        MessageSpans.attributes(
                                operation,
                                "settle",
                                topic,
                                receipt().messageId().orElse(null)),
                        Instant.now());
                return work.onItemOrFailure().invoke((done, failure) -> MessageSpans.end(span, null, failure));
            });
        }
    }
}
