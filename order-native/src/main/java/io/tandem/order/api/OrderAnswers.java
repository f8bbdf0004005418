package io.tandem.order.api;

import io.tandem.mysql.Outage;
import io.tandem.order.PlaceOrderOutcome;
import io.tandem.order.PlaceOrderOutcome.Cases;
import io.tandem.transaction.TransactionOutcome.Reason;
import io.tandem.web.problem.Problem;
import io.tandem.web.problem.ProblemException;
import jakarta.ws.rs.core.Response;

/** The HTTP answer to each outcome: the table of the contract. */
final class OrderAnswers {

    private static final int RETRY_SOON = 1;
    private static final int RETRY_LATER = 5;

    private static final Cases<Response> ANSWERS = new Cases<>(
            placed -> Response.status(Response.Status.CREATED)
                    .header("Location", "/api/orders/" + placed.order().orderId())
                    .entity(OrderView.of(placed, OrderView.PLACED))
                    .build(),
            exists -> {
                throw new ProblemException(Problem.of(409, "order-exists", "The order exists already")
                        .detail("Order " + exists.order().orderId()
                                + " was placed before; this attempt was rolled back and will have no shipment")
                        .instance(attempt(exists)));
            },
            reused -> {
                throw new ProblemException(
                        Problem.of(422, "idempotency-key-reused", "The Idempotency-Key belongs to another request")
                                .detail("Use a fresh key for another order; this attempt was rolled back")
                                .instance(attempt(reused)));
            },
            rejected -> {
                throw refusal(rejected.reason());
            },
            inDoubt -> Response.accepted(OrderView.of(inDoubt, OrderView.IN_DOUBT))
                    .header("Location", attempt(inDoubt))
                    .build());

    private OrderAnswers() {}

    /** Throws a {@link ProblemException} for whatever was not placed. */
    static Response answer(PlaceOrderOutcome outcome) {
        return outcome.fold(ANSWERS);
    }

    static ProblemException refusal(Reason reason) {
        return ProblemException.unavailable(detail(reason), retryAfter(reason), null);
    }

    private static String attempt(PlaceOrderOutcome outcome) {
        return "/api/attempts/" + outcome.attemptId();
    }

    private static String detail(Reason reason) {
        String why =
                switch (reason) {
                    case OVERLOADED -> "Too many orders are under way";
                    case STOPPING -> "This instance is stopping";
                    case BROKER_UNAVAILABLE -> "RocketMQ cannot be reached";
                    case DATABASE_UNAVAILABLE -> Outage.latest().orElse("MySQL cannot be reached, or is too slow");
                    case BUSY -> "The order is being written by another request";
                    case FENCED -> "The attempt began too late and was rolled back";
                };
        return why + "; nothing was written, trying again is safe";
    }

    private static int retryAfter(Reason reason) {
        return switch (reason) {
            case OVERLOADED, BUSY, FENCED -> RETRY_SOON;
            case STOPPING, BROKER_UNAVAILABLE, DATABASE_UNAVAILABLE -> RETRY_LATER;
        };
    }
}
