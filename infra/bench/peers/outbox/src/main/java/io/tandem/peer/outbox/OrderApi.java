package io.tandem.peer.outbox;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.mysql.SqlFailure;
import io.tandem.web.problem.Problem;
import io.tandem.web.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;

/** The same address and JSON as Tandem's. */
@Path("/api/orders")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OrderApi {

    private static final Logger LOG = Logger.getLogger(OrderApi.class);

    private final Outbox outbox;

    OrderApi(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Answers when the order and its outbox row are committed. */
    @POST
    public Uni<Response> place(PlaceOrderRequest body) {
        if (body == null || body.userId() < 1 || body.orderId() < 1) {
            throw new ProblemException(Problem.invalid("userId and orderId must be positive integers"));
        }
        AttemptId attempt = AttemptId.next();
        return outbox.place(attempt, body.orderId(), body.userId())
                .map(done -> placed(attempt, body))
                .onFailure(e -> SqlFailure.of(e) == SqlFailure.DUPLICATE_KEY)
                .transform(e -> new ProblemException(Problem.of(409, "order-exists", "The order exists already")));
    }

    private static Response placed(AttemptId attempt, PlaceOrderRequest body) {
        LOG.infof("outcome=placed attempt=%s order=%d user=%d", attempt, body.orderId(), body.userId());
        return Response.status(Response.Status.CREATED)
                .header("Location", "/api/orders/" + body.orderId())
                .entity(new OrderView(attempt.toString(), body.userId(), body.orderId(), "PLACED"))
                .build();
    }

    /** What a caller sends. */
    public record PlaceOrderRequest(long userId, long orderId) {}

    /** What it gets. */
    public record OrderView(String attemptId, long userId, long orderId, String status) {}
}
