package io.tandem.order.api;

import io.tandem.order.PlaceOrderOutcome;
import io.tandem.order.PlaceOrderOutcome.AlreadyExists;
import io.tandem.order.PlaceOrderOutcome.InDoubt;
import io.tandem.order.PlaceOrderOutcome.KeyReused;
import io.tandem.order.PlaceOrderOutcome.Placed;
import io.tandem.order.PlaceOrderOutcome.Rejected;
import io.tandem.transaction.TransactionOutcome.Reason;
import io.tandem.web.problem.Problem;
import io.tandem.web.problem.ProblemException;
import jakarta.ws.rs.core.Response;

/** The HTTP answer to each outcome: the table of the contract. */
final class OrderAnswers {

    private static final int RETRY_SOON = 1;
    private static final int RETRY_LATER = 5;

    private OrderAnswers() {}

    /** Throws a {@link ProblemException} for whatever was not placed. */
    static Response answer(PlaceOrderOutcome outcome) {
        if (outcome instanceof Placed placed) {
            return Response.status(Response.Status.CREATED)
                    .header("Location", "/api/orders/" + placed.order().orderId())
                    .entity(OrderView.of(placed, OrderView.PLACED))
                    .build();
        }
        if (outcome instanceof InDoubt inDoubt) {
            return Response.accepted(OrderView.of(inDoubt, OrderView.IN_DOUBT))
                    .header("Location", attempt(inDoubt))
                    .build();
        }
        if (outcome instanceof AlreadyExists exists) {
            throw new ProblemException(Problem.of(409, "order-exists", "The order exists already")
                    .detail("Order " + exists.order().orderId()
                            + " was placed before; this attempt was rolled back and will have no shipment")
                    .instance(attempt(exists)));
        }
        if (outcome instanceof KeyReused reused) {
            throw new ProblemException(
                    Problem.of(422, "idempotency-key-reused", "The Idempotency-Key belongs to another request")
                            .detail("Use a fresh key for another order; this attempt was rolled back")
                            .instance(attempt(reused)));
        }
        throw refusal(((Rejected) outcome).reason());
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
                    case DATABASE_UNAVAILABLE -> "MySQL cannot be reached, is too slow, or refuses";
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
