package io.tandem.order.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.observation.TraceParent;
import io.tandem.order.Attempts;
import io.tandem.order.Orders;
import io.tandem.order.PlaceOrder;
import io.tandem.order.PlaceOrderOutcome;
import io.tandem.web.form.PositiveNumber;
import io.tandem.web.problem.Problem;
import io.tandem.web.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestHeader;

/** Orders for programs. */
@Path("/api/orders")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class OrderApi {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final PlaceOrder placeOrder;
    private final Orders orders;
    private final Attempts attempts;

    OrderApi(PlaceOrder placeOrder, Orders orders, Attempts attempts) {
        this.placeOrder = placeOrder;
        this.orders = orders;
        this.attempts = attempts;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "支付订单 / pay an order")
    @APIResponse(responseCode = "201", description = "placed: order and shipment will both be there")
    @APIResponse(responseCode = "202", description = "in doubt: ask at Location")
    @APIResponse(responseCode = "400", description = "code invalid")
    @APIResponse(responseCode = "409", description = "code order-exists: this attempt wrote nothing")
    @APIResponse(responseCode = "422", description = "code idempotency-key-reused")
    @APIResponse(responseCode = "503", description = "code unavailable: nothing was written, try again")
    @Parameter(name = IDEMPOTENCY_KEY, in = ParameterIn.HEADER, description = "a UUID: a repeat gets the first answer")
    public Uni<Response> place(
            PlaceOrderRequest body, @Context HttpHeaders headers, @RestHeader("traceparent") String traceparent) {
        if (body == null) {
            throw new ProblemException(Problem.invalid("The body is missing"));
        }
        return placeOrder
                .place(body.toOrder(key(headers.getHeaderString(IDEMPOTENCY_KEY))), TraceParent.continuing(traceparent))
                .invoke(this::remember)
                .map(OrderAnswers::answer);
    }

    @GET
    @Path("{orderId}")
    @Operation(summary = "查询订单 / an order that was placed")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404", description = "code not-found")
    public Uni<OrderView> order(String orderId) {
        long number = PositiveNumber.parse(orderId)
                .orElseThrow(
                        () -> ProblemException.invalid("orderId", "must be an integer from 1 to 9223372036854775807"));
        return orders.find(number).map(found -> found.map(OrderView::of)
                .orElseThrow(() -> ProblemException.notFound("There is no order " + number)));
    }

    private void remember(PlaceOrderOutcome outcome) {
        if (outcome instanceof PlaceOrderOutcome.InDoubt inDoubt) {
            attempts.remember(inDoubt);
        }
    }

    /** An empty key is no key at all: whoever sends one relies on it. (A {@code @RestHeader} would read it as missing.) */
    private static Optional<UUID> key(String header) {
        if (header == null) {
            return Optional.empty();
        }
        return Optional.of(AttemptId.parse(header.strip())
                .map(AttemptId::value)
                .orElseThrow(() -> ProblemException.invalid(IDEMPOTENCY_KEY, "must be a UUID")));
    }
}
