package io.tandem.console.trace.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tandem.console.trace.AttemptTrace;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something has changed; what, {@code GET /api/trace} says.
 *
 * @param settled nothing more will happen, and this is the last event
 */
@RegisterForReflection
public record TraceEvent(
        @Schema(format = "uuid") String attemptId,
        AttemptTrace.Status status,
        AttemptTrace.Delivered shipment,
        int steps,
        boolean settled) {

    static TraceEvent of(AttemptTrace trace, Instant now) {
        return new TraceEvent(
                trace.id().toString(),
                trace.status(),
                trace.delivered(),
                trace.steps().size(),
                trace.isSettled(now));
    }
}
