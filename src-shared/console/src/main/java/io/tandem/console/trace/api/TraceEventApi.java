package io.tandem.console.trace.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.tandem.console.trace.LiveTraces;
import io.tandem.ledger.AttemptId;
import io.tandem.mysql.HostClock;
import io.tandem.web.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Says when there is something new of an attempt that is under way, so that no client need ask again and again. */
@Path("/api/trace/events")
@Authenticated
public class TraceEventApi {

    private static final int RETRY_SECONDS = 5;

    private final LiveTraces live;
    private final HostClock clock;

    TraceEventApi(LiveTraces live, HostClock clock) {
        this.live = live;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(summary = "消息轨迹的变化（SSE） / what changes, as server-sent events")
    @APIResponse(
            responseCode = "200",
            description = "silent as long as nothing is known of it; ends when it is settled, or after a minute",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = TraceEvent.class)))
    @APIResponse(responseCode = "400", description = "code invalid")
    @APIResponse(responseCode = "503", description = "code unavailable: too many are watching")
    public Multi<TraceEvent> events(
            @Parameter(description = "支付尝试编号 / attempt id, a UUID") @RestQuery String attemptId) {
        return live.watch(id(attemptId))
                .orElseThrow(() -> ProblemException.unavailable(
                        "Too many are watching; ask again now and then", RETRY_SECONDS, null))
                .map(trace -> TraceEvent.of(trace, clock.now()));
    }

    /**
     * The same without the stream. Left to {@link #events}, as JAX-RS does, it would take a looker's place, and whatever is asked
     * next on that connection would wait for the end of a stream that is no longer shown.
     */
    @HEAD
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Response head(@RestQuery String attemptId) {
        id(attemptId);
        return Response.ok().type(MediaType.SERVER_SENT_EVENTS_TYPE).build();
    }

    private static AttemptId id(String attemptId) {
        return AttemptId.parse(attemptId).orElseThrow(() -> ProblemException.invalid("attemptId", "must be a UUID"));
    }
}
