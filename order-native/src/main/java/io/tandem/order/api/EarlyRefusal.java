package io.tandem.order.api;

import io.tandem.order.PlaceOrder;
import io.tandem.transaction.TransactionOutcome.Reason;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/**
 * Refuses orders while too many are under way, before anything is done for them: who sent them is not looked up, and what they want
 * is not read. So a refusal costs a small part of an order, and a crowd that is refused leaves the machine to those that are served.
 */
@Singleton
class EarlyRefusal {

    /** After {@link io.tandem.web.http.RequestGate}, which has taken the body off the connection; before authentication. */
    private static final int BEFORE_AUTHENTICATION = -999_990;

    private final Instance<PlaceOrder> placeOrder;

    /** @param placeOrder made with the first request: routes are made before the producer is */
    EarlyRefusal(Instance<PlaceOrder> placeOrder) {
        this.placeOrder = placeOrder;
    }

    void install(@Observes Router router) {
        router.post("/api/orders").order(BEFORE_AUTHENTICATION).handler(this::enter);
    }

    private void enter(RoutingContext context) {
        if (placeOrder.get().refuses()) {
            context.fail(OrderAnswers.refusal(Reason.OVERLOADED));
        } else {
            context.next();
        }
    }
}
