package io.tandem.observation;

import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import io.tandem.consumer.Delivery;
import io.tandem.consumer.DeliveryHandler;
import io.tandem.consumer.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A handler with a span for each delivery, linked to the span that sent it; only there when tracing is on. */
public final class TracedDeliveries implements DeliveryHandler {

    private final DeliveryHandler handler;
    private final MessageSpans spans;
    private final String group;

    private TracedDeliveries(DeliveryHandler handler, MessageSpans spans, String group) {
        this.handler = handler;
        this.spans = spans;
        this.group = group;
    }

    /** The handler as it is, if tracing is off. */
    public static DeliveryHandler of(DeliveryHandler handler, MessageSpans spans, String group) {
        return spans.isOn() ? new TracedDeliveries(handler, spans, group) : handler;
    }

    @Override
    public Uni<List<Verdict>> handle(List<Delivery> batch) {
        List<Span> started = new ArrayList<>(batch.size());
        batch.forEach(delivery -> started.add(spans.processing(group, delivery)));
        return Uni.createFrom()
                .deferred(() -> handler.handle(batch))
                .onItemOrFailure()
                .invoke((verdicts, failure) -> end(batch, started, verdicts, failure));
    }

    private static void end(List<Delivery> batch, List<Span> started, List<Verdict> verdicts, Throwable failure) {
        for (int i = 0; i < started.size(); i++) {
            Span span = started.get(i);
            if (verdicts != null) {
                span.setAttribute(
                        "tandem.delivery.verdict",
                        verdicts.get(i).getClass().getSimpleName().toLowerCase(Locale.ROOT));
            }
            MessageSpans.end(span, batch.get(i).messageId(), failure);
        }
    }
}
