package io.tandem.web.failure;

import io.smallrye.mutiny.Uni;
import io.tandem.web.http.SecurityHeaders;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The net below the REST layer: whatever fails or finds no route in Vert.x (a body over the limit, an address that does
 * not decode, an unknown path) gets the same answers as everything else.
 */
@Singleton
public final class FailureRoute {
    private static final Logger LOG = Logger.getLogger(FailureRoute.class);
    /** After every real route, before the failure handler of Quarkus, which answers with bodies of its own or none. */
    private static final int LAST = Integer.MAX_VALUE;

    private static final Set<Integer> BEFORE_ROUTES = Set.of(400, 404, 405, 406, 413, 414, 415, 500);

    private final ProblemAnswers answers;

    FailureRoute(ProblemAnswers answers) {
        this.answers = answers;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::fail);
        router.route().order(LAST).handler(context -> context.fail(404));
        // What fails before it comes to any route, such as an address that does not decode.
        BEFORE_ROUTES.forEach(
                status -> router.errorHandler(status, context -> send(context, answers.answer(context, status))));
    }

    private void fail(RoutingContext context) {
        if (context.failure() instanceof HttpClosedException) {
            return; // hung up in the midst of a request, or sent what is no HTTP: no client is left to answer
        }
        if (context.statusCode() > 0 && context.statusCode() < 400) {
            // Vert.x' body handler, when what should be a chunk is none; 200 is not meant.
            send(context, answers.answer(context, 400));
            return;
        }
        // A status given along with an exception says whose fault it is; 500 is only Vert.x's word for "an exception".
        boolean byStatus = context.failure() == null || (context.statusCode() > 0 && context.statusCode() != 500);
        send(
                context,
                byStatus ? answers.answer(context, context.statusCode()) : answers.answer(context, context.failure()));
    }

    private void send(RoutingContext context, Uni<Answer> answer) {
        if (HttpMethod.OPTIONS.equals(context.request().method())
                && "*".equals(context.request().path())) {
            // Of the server as a whole (RFC 9110, 9.3.7), for which there is no route.
            SecurityHeaders.apply(context);
            context.response()
                    .setStatusCode(204)
                    .putHeader(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS, POST")
                    .end();
            return;
        }
        answer.subscribe().with(ready -> write(context, ready), broken -> giveUp(context, broken));
    }

    private static void write(RoutingContext context, Answer answer) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.end();
            return;
        }
        response.setStatusCode(answer.status());
        SecurityHeaders.apply(context);
        answer.headers().forEach(response::putHeader);
        response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
        response.end(answer.body());
    }

    /** The error page itself failed: say so in the plainest way there is. */
    private static void giveUp(RoutingContext context, Throwable broken) {
        LOG.error("event=failure reason=error-page", broken);
        if (!context.response().ended()) {
            context.response().setStatusCode(500).end("Something went wrong on our side\n");
        }
    }
}
