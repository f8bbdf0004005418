package io.tandem.logistics.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tandem.logistics.ShipmentQuery;
import io.tandem.logistics.Shipments;
import io.tandem.web.form.PositiveNumber;
import io.tandem.web.problem.FieldError;
import io.tandem.web.problem.Problem;
import io.tandem.web.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;

/** Shipments for programs. */
@Path("/api/logistics")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class ShipmentApi {

    private final Shipments shipments;

    ShipmentApi(Shipments shipments) {
        this.shipments = shipments;
    }

    @GET
    @Operation(summary = "查询物流 / the shipment of a user's order")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "400", description = "code invalid")
    @APIResponse(responseCode = "404", description = "code not-created")
    public Uni<ShipmentView> shipment(@RestQuery String userId, @RestQuery String orderId) {
        ShipmentQuery query = ShipmentQuery.of(userId, orderId).orElseThrow(() -> invalid(userId, orderId));
        return shipments.find(query).map(found -> found.map(ShipmentView::of)
                .orElseThrow(() -> new ProblemException(Problem.of(404, "not-created", "The shipment is not created")
                        .detail("There is no shipment of order " + query.orderId() + " for user " + query.userId()))));
    }

    private static ProblemException invalid(String userId, String orderId) {
        List<FieldError> errors = new ArrayList<>();
        check("userId", userId, errors);
        check("orderId", orderId, errors);
        return new ProblemException(Problem.invalid(
                "userId and orderId must be integers from 1 to 9223372036854775807",
                errors.toArray(FieldError[]::new)));
    }

    private static void check(String field, String text, List<FieldError> errors) {
        if (PositiveNumber.parse(text).isEmpty()) {
            errors.add(new FieldError(field, text == null ? "is missing" : "must be a positive integer"));
        }
    }
}
