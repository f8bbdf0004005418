package io.tandem.order.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.tandem.ledger.AttemptId;
import io.tandem.order.forward.LogisticsAway;
import io.tandem.web.failure.FailurePage;
import io.tandem.web.form.PositiveNumber;
import io.tandem.web.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What people see in place of a bare 503 while MySQL or the logistics service is away: what was written, the form as it was typed, and
 * the way to try again with the same key.
 */
@Singleton
class PaymentFailure implements FailurePage {

    private static final String RESULT = Results.path("");

    @CheckedTemplate(basePath = "order")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance away(String userId, String orderId, boolean logistics, String trace);
    }

    @Override
    public Optional<TemplateInstance> instead(RoutingContext context, Problem problem, boolean nothingDone) {
        boolean stale = problem.code().equals("stale-form");
        if (problem.status() != 503 && !stale) {
            return Optional.empty();
        }
        String path = context.request().path();
        if (path.equals("/") && context.request().method().name().equals("POST")) {
            return Optional.of(form(context, stale ? "stale-form" : nothingDone ? "nothing-written" : "not-known"));
        }
        if (path.equals("/logistic")) {
            return Optional.of(away(context, LogisticsAway.is(problem)));
        }
        return path.startsWith(RESULT)
                ? AttemptId.parse(path.substring(RESULT.length()))
                        .flatMap(id -> OutcomeCookie.read(context, id))
                        .map(Results::told)
                : Optional.empty();
    }

    private static TemplateInstance away(RoutingContext context, boolean logistics) {
        String order = PaymentPage.typed(context.request().getParam("orderId"));
        OptionalLong number = PositiveNumber.typed(order);
        return Templates.away(
                PaymentPage.typed(context.request().getParam("userId")),
                order,
                logistics,
                number.isPresent() ? "/trace?orderId=" + number.getAsLong() : "");
    }

    private static TemplateInstance form(RoutingContext context, String notice) {
        return PaymentPage.Templates.pay(
                PaymentPage.typed(context.request().getFormAttribute("userId")),
                PaymentPage.typed(context.request().getFormAttribute("orderId")),
                PaymentPage.orFresh(AttemptId.parse(context.request().getFormAttribute("idempotencyKey"))
                        .map(AttemptId::value)),
                "",
                "",
                notice);
    }
}
