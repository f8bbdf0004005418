package io.tandem.web.failure;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Fills in the body of a refusal that an endpoint answered with a bare status, so that no caller is left to guess. */
public final class NoEmptyRefusals {
    private final ProblemAnswers answers;

    NoEmptyRefusals(ProblemAnswers answers) {
        this.answers = answers;
    }

    @ServerResponseFilter
    public Uni<Void> fill(ContainerResponseContext response, RoutingContext context) {
        if (response.getStatus() < 400 || response.hasEntity()) {
            return Uni.createFrom().voidItem();
        }
        return answers.answer(context, response.getStatus())
                .invoke(answer -> {
                    answer.headers()
                            .forEach((name, value) -> response.getHeaders().putSingle(name, value));
                    response.getHeaders().putSingle("Content-Type", answer.contentType());
                    response.setStatus(answer.status());
                    response.setEntity(answer.body());
                })
                .replaceWithVoid();
    }
}
