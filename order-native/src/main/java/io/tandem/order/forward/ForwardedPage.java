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

/** 模拟物流查询, which the logistics service renders. */
@Path("/logistic")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class ForwardedPage {

    private final LogisticsForward logistics;

    ForwardedPage(LogisticsForward logistics) {
        this.logistics = logistics;
    }

    @GET
    @Operation(hidden = true)
    public Uni<Response> page(@Context RoutingContext context) {
        return logistics.get("/logistic", context);
    }
}
