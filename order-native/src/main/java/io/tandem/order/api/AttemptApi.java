package io.tandem.order.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.order.Attempts;
import io.tandem.web.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;

/** What became of an attempt, for programs that were told "in doubt". */
@Path("/api/attempts")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class AttemptApi {

    private final Attempts attempts;

    AttemptApi(Attempts attempts) {
        this.attempts = attempts;
    }

    @GET
    @Path("{attemptId}")
    @Operation(summary = "查询一次尝试的结果 / what became of an attempt")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404", description = "code not-found")
    public Uni<AttemptView> attempt(
            @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid")) @RestPath String attemptId) {
        AttemptId id =
                AttemptId.parse(attemptId).orElseThrow(() -> ProblemException.invalid("attemptId", "must be a UUID"));
        return attempts.find(id).map(found -> found.map(AttemptView::of)
                .or(() -> attempts.inDoubt(id).map(order -> AttemptView.inDoubt(id)))
                .orElseThrow(() -> ProblemException.notFound("There is no attempt " + id)));
    }
}
