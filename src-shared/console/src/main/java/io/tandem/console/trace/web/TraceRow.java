package io.tandem.console.trace.web;

import io.quarkus.qute.TemplateData;
import io.tandem.console.trace.AttemptTrace;
import io.tandem.console.trace.Elapsed;
import java.time.Instant;

/** One attempt in a list. What is not known is an empty text. */
@TemplateData
public record TraceRow(
        String attemptId,
        String orderId,
        String userId,
        String messageId,
        Instant at,
        String took,
        String status,
        String statusSign,
        String shipment,
        String shipmentSign) {

    static TraceRow of(AttemptTrace trace, Wording words) {
        return new TraceRow(
                trace.id().toString(),
                trace.key().orElse(""),
                trace.subject().orElse(""),
                trace.messageId().orElse(""),
                trace.beganAt(),
                Elapsed.text(trace.took()),
                words.status(trace.status()),
                Wording.sign(trace.status()),
                words.delivered(trace.delivered()),
                Wording.sign(trace.delivered()));
    }
}
