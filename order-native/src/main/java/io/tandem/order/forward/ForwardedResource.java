package io.tandem.order.forward;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The two addresses of the logistics service that this one answers too. */
@Path("/")
@Authenticated
public class ForwardedResource {

    private final LogisticsForward logistics;

    ForwardedResource(LogisticsForward logistics) {
        this.logistics = logistics;
    }

    @GET
    @Path("logistic")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> page(RoutingContext context) {
        return logistics.get("/logistic", context);
    }

    @GET
    @Path("api/logistics")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "查询物流 / the shipment of a user's order (answered by the logistics service)")
    public Uni<Response> api(RoutingContext context) {
        return logistics.get("/api/logistics", context);
    }
}
