package io.tandem.order.forward;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The shipment of a user's order, which the logistics service knows. */
@Path("/api/logistics")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class ForwardedApi {

    private final LogisticsForward logistics;

    ForwardedApi(LogisticsForward logistics) {
        this.logistics = logistics;
    }

    @GET
    @Operation(summary = "查询物流 / the shipment of a user's order (answered by the logistics service)")
    @Parameter(name = "userId", in = ParameterIn.QUERY, required = true)
    @Parameter(name = "orderId", in = ParameterIn.QUERY, required = true)
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404", description = "code not-created")
    public Uni<Response> shipment(@Context RoutingContext context) {
        return logistics.get("/api/logistics", context);
    }
}
