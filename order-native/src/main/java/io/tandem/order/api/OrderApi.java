package io.tandem.order.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestHeader;

/** Orders for programs. */
@Path("/api/orders")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class OrderApi {

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
    @Operation(
            summary = "支付订单 / pay an order",
            description =
                    "With an Idempotency-Key a request may be repeated until it is answered: one order at most comes of it."
                            + " The key is stored with the order that it paid, for as long as the order; a request that wrote nothing"
                            + " (400, 409, 422, 503) leaves it free.")
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OrderView.class)),
            description =
                    "placed: order and shipment will both be there. The same key and body again: the first attempt again")
    @APIResponse(
            responseCode = "202",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OrderView.class)),
            description =
                    "in doubt: ask at Location. The same key and body again: 201 with the first attempt if it was placed,"
                            + " else a new attempt's answer")
    @APIResponse(responseCode = "400", description = "code invalid: also a key that is no UUID in canonical form")
    @APIResponse(
            responseCode = "409",
            description =
                    "code order-exists: another request paid that number; this attempt wrote nothing, nor is its key used")
    @APIResponse(
            responseCode = "422",
            description =
                    "code idempotency-key-reused: an order was paid with that key, by another body; this attempt wrote nothing")
    @APIResponse(
            responseCode = "503",
            description =
                    "code unavailable: nothing was written, nor is the key used: try again after Retry-After, with the same key")
    @Parameter(
            name = IdempotencyKey.HEADER,
            in = ParameterIn.HEADER,
            description = "a UUID in canonical form, in quotes or without",
            schema = @Schema(type = SchemaType.STRING, examples = "\"8e03978e-40d5-43dd-bc93-6894a57f9324\""))
    public Uni<Response> place(
            PlaceOrderRequest body, @Context HttpHeaders headers, @RestHeader("traceparent") String traceparent) {
        if (body == null) {
            throw new ProblemException(Problem.invalid("The body is missing"));
        }
        return placeOrder
                .place(
                        body.toOrder(IdempotencyKey.of(headers.getRequestHeader(IdempotencyKey.HEADER))),
                        TraceParent.continuing(traceparent))
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
}
