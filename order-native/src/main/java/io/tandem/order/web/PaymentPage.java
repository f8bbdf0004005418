package io.tandem.order.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.observation.TraceParent;
import io.tandem.order.PaymentOrder;
import io.tandem.order.PlaceOrder;
import io.tandem.web.form.PositiveNumber;
import io.tandem.web.page.FieldErrors;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * 模拟订单支付: the form. What was decided is shown by {@link ResultPage} after a redirect, so that reloading pays nothing again; the key
 * in the form makes a form that was sent twice one request.
 */
@Path("/")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class PaymentPage {

    @CheckedTemplate(basePath = "order")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance pay(
                String userId,
                String orderId,
                String idempotencyKey,
                String userIdError,
                String orderIdError,
                String notice);
    }

    private final PlaceOrder placeOrder;
    private final Results results;
    private final FieldErrors errors;

    PaymentPage(PlaceOrder placeOrder, Results results, FieldErrors errors) {
        this.placeOrder = placeOrder;
        this.results = results;
        this.errors = errors;
    }

    /** Filled in if the address says how: so it is after a sign-in that came between the form and its sending. */
    @GET
    public TemplateInstance form(
            @RestQuery String userId, @RestQuery String orderId, @RestQuery String idempotencyKey) {
        return Templates.pay(
                typed(userId),
                typed(orderId),
                orFresh(AttemptId.parse(idempotencyKey).map(AttemptId::value)),
                "",
                "",
                "");
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> pay(
            @RestForm String userId,
            @RestForm String orderId,
            @RestForm String idempotencyKey,
            @Context RoutingContext context) {
        OptionalLong user = PositiveNumber.typed(userId);
        OptionalLong order = PositiveNumber.typed(orderId);
        Optional<UUID> key = AttemptId.parse(idempotencyKey).map(AttemptId::value);
        // Without its key a form that is sent twice is two requests, the second of which is told that the order exists.
        boolean mangled = key.isEmpty() && idempotencyKey != null;
        if (user.isEmpty() || order.isEmpty() || mangled) {
            return Uni.createFrom()
                    .item(Response.status(Response.Status.BAD_REQUEST)
                            .entity(Templates.pay(
                                    typed(userId),
                                    typed(orderId),
                                    orFresh(key),
                                    errors.ofNumber(context, userId),
                                    errors.ofNumber(context, orderId),
                                    mangled ? "mangled-key" : ""))
                            .build());
        }
        PaymentOrder wanted = new PaymentOrder(user.getAsLong(), order.getAsLong(), key);
        return placeOrder
                .place(wanted, TraceParent.continuing(context.request().getHeader("traceparent")))
                .map(outcome -> results.redirect(outcome, context));
    }

    /** The key for a form: the one that it came with, as long as nothing was paid under it. */
    static String orFresh(Optional<UUID> key) {
        return key.orElseGet(UUID::randomUUID).toString();
    }

    static String typed(String text) {
        return text == null ? "" : text;
    }
}
