package io.tandem.logistics.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tandem.logistics.OrderBehind;
import io.tandem.logistics.OrderBehind.Known;
import io.tandem.logistics.Shipment;
import io.tandem.logistics.ShipmentQuery;
import io.tandem.logistics.Shipments;
import io.tandem.web.page.FieldErrors;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** 模拟物流查询: the form and, below it, what was found. */
@Path("/logistic")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class ShipmentPage {

    @CheckedTemplate(basePath = "logistics")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance logistic(
                String userId,
                String orderId,
                String userIdError,
                String orderIdError,
                String state,
                String order,
                Instant createdAt,
                String attemptId,
                String messageId,
                int deliveryAttempt);
    }

    private final Shipments shipments;
    private final OrderBehind orders;
    private final FieldErrors errors;

    ShipmentPage(Shipments shipments, OrderBehind orders, FieldErrors errors) {
        this.shipments = shipments;
        this.orders = orders;
        this.errors = errors;
    }

    @GET
    public Uni<Response> page(@RestQuery String userId, @RestQuery String orderId, @Context RoutingContext context) {
        String user = typed(userId);
        String order = typed(orderId);
        MultiMap asked = context.queryParams();
        if (!asked.contains("userId") && !asked.contains("orderId")) {
            return answer(Response.Status.OK, empty("", "", "", "", ""));
        }
        Optional<ShipmentQuery> query = ShipmentQuery.typed(user, order);
        if (query.isEmpty()) {
            return answer(
                    Response.Status.BAD_REQUEST,
                    empty(user, order, errors.ofNumber(context, user), errors.ofNumber(context, order), ""));
        }
        return shipments
                .find(query.get())
                .flatMap(found -> orders.of(query.get(), found)
                        .map(known -> found.map(shipment -> created(user, order, known, shipment))
                                .orElseGet(() -> notCreated(user, order, known))))
                .flatMap(page -> answer(Response.Status.OK, page));
    }

    private static TemplateInstance notCreated(String user, String order, Known known) {
        return Templates.logistic(user, order, "", "", "not-created", known.name(), Instant.EPOCH, "", "", 0);
    }

    private static TemplateInstance created(String user, String order, Known known, Shipment shipment) {
        return Templates.logistic(
                user,
                order,
                "",
                "",
                "created",
                known.name(),
                shipment.createdAt(),
                shipment.attemptId().toString(),
                shipment.messageId(),
                shipment.deliveryAttempt());
    }

    private static TemplateInstance empty(
            String user, String order, String userError, String orderError, String state) {
        return Templates.logistic(user, order, userError, orderError, state, "", Instant.EPOCH, "", "", 0);
    }

    private static Uni<Response> answer(Response.Status status, TemplateInstance page) {
        return Uni.createFrom().item(Response.status(status).entity(page).build());
    }

    private static String typed(String text) {
        return text == null ? "" : text;
    }
}
