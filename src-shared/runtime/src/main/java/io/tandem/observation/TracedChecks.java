package io.tandem.observation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.apache.rocketmq.client.apis.message.MessageView;
import org.apache.rocketmq.client.apis.producer.TransactionChecker;
import org.apache.rocketmq.client.apis.producer.TransactionResolution;

/** Check-backs with a span each, in the trace of the message they ask for; only there when tracing is on. */
public final class TracedChecks implements TransactionChecker {

    private final TransactionChecker checker;
    private final MessageSpans spans;

    private TracedChecks(TransactionChecker checker, MessageSpans spans) {
        this.checker = checker;
        this.spans = spans;
    }

    /** The checker as it is, if tracing is off. */
    public static TransactionChecker of(TransactionChecker checker, MessageSpans spans) {
        return spans.isOn() ? new TracedChecks(checker, spans) : checker;
    }

    @Override
    public TransactionResolution check(MessageView half) {
        Span span = spans.checking(half);
        try {
            // Below the current span, so that the log line of the answer names the trace.
            TransactionResolution answer = Context.current()
                    .with(span)
                    .wrapSupplier(() -> checker.check(half))
                    .get();
            span.setAttribute("tandem.check_back.answer", answer.name());
            return answer;
        } finally {
            MessageSpans.end(span, half.getMessageId().toString(), null);
        }
    }
}
