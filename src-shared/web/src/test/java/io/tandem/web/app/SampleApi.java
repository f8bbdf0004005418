package io.tandem.web.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tandem.web.problem.Problem;
import io.tandem.web.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** An API as a service has it. */
@Path("/api")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class SampleApi {

    @RegisterForReflection
    public record Order(Long userId, Long orderId) {}

    @POST
    @Path("orders")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Order> place(Order order) {
        return Uni.createFrom().item(new Order(order.userId(), order.orderId()));
    }

    @POST
    @Path("orders/blocking")
    @Consumes(MediaType.APPLICATION_JSON)
    public Order placeBlocking(Order order) {
        return new Order(order.userId(), order.orderId());
    }

    @POST
    @Path("replay")
    public Order replay() {
        return new Order(1L, 1L);
    }

    @GET
    @Path("orders/{id}")
    public Order order(long id) {
        return new Order(1L, id);
    }

    @GET
    @Path("taken")
    public Uni<Order> taken() {
        return Uni.createFrom()
                .failure(new ProblemException(Problem.of(409, "order-exists", "The order exists already")
                        .detail("Order 1 is taken")));
    }

    @GET
    @Path("bare")
    public Response bare() {
        return Response.status(410).build();
    }

    @GET
    @Path("broken")
    public Order broken() {
        throw new IllegalStateException("a detail for the log only");
    }
}
