package io.tandem.web.failure;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.tandem.web.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Where the REST layer hands its failures over. Types that Quarkus maps by itself are named one by one, because the most
 * specific mapper wins and its own answers have empty bodies; {@code Throwable} takes all the rest.
 */
public final class ProblemMappers {
    private final ProblemAnswers answers;
    private final AllowedMethods allowedMethods;

    ProblemMappers(ProblemAnswers answers, AllowedMethods allowedMethods) {
        this.answers = answers;
        this.allowedMethods = allowedMethods;
    }

    @ServerExceptionMapper({
        Throwable.class,
        ProblemException.class,
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class,
        ForbiddenException.class,
        JacksonException.class,
        MismatchedInputException.class,
        InvalidDefinitionException.class
    })
    public Uni<Response> any(Throwable failure, RoutingContext context) {
        return answers.answer(context, failure).map(ProblemMappers::response);
    }

    @ServerExceptionMapper
    public Uni<Response> web(WebApplicationException failure, RoutingContext context) {
        return failure.getResponse().getStatus() < 400
                ? Uni.createFrom().item(failure.getResponse())
                : any(failure, context);
    }

    /** The REST layer knows which methods would have worked, but does not say so, as RFC 9110 demands. */
    @ServerExceptionMapper
    public Uni<Response> notAllowed(NotAllowedException failure, RoutingContext context) {
        return any(failure, context).map(response -> Response.fromResponse(response)
                .header("Allow", allowedMethods.at(context.request().path()))
                .build());
    }

    private static Response response(Answer answer) {
        Response.ResponseBuilder builder = Response.status(answer.status()).entity(answer.body());
        answer.headers().forEach(builder::header);
        return builder.header("Content-Type", answer.contentType()).build();
    }
}
