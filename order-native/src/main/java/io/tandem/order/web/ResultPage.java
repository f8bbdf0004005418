package io.tandem.order.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** 创建支付订单成功！ or 创建支付订单失败, with the reason. */
@Path("/result")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class ResultPage {

    @CheckedTemplate(basePath = "order")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance result(
                String outcome,
                String reason,
                long userId,
                long orderId,
                String attemptId,
                String messageId,
                String shipment,
                String events,
                String idempotencyKey);
    }

    private final Results results;

    ResultPage(Results results) {
        this.results = results;
    }

    @GET
    @Path("{attemptId}")
    public Uni<Response> result(String attemptId, @Context RoutingContext context) {
        AttemptId id = AttemptId.parse(attemptId).orElseThrow(NotFoundException::new);
        return results.page(id, OutcomeCookie.read(context, id)).map(page -> page.orElseThrow(NotFoundException::new));
    }
}
