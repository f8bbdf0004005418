package io.tandem.web.failure;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Answers OPTIONS for the address that was asked about. The REST layer names the methods of the class that it found, which for
 * {@code @Path("/")} is any address there is or is not.
 */
public final class Options {
    private static final String OPTIONS = "OPTIONS";

    private final AllowedMethods allowed;

    Options(AllowedMethods allowed) {
        this.allowed = allowed;
    }

    /** Before {@link NoEmptyRefusals}: filters of answers run from the highest priority down. */
    @ServerResponseFilter(priority = Priorities.USER + 1)
    public void correct(ContainerRequestContext request, ContainerResponseContext response, RoutingContext context) {
        if (!request.getMethod().equals(OPTIONS)) {
            return;
        }
        if (context.response().headers().contains(HttpHeaders.ALLOW)) {
            response.getHeaders().remove(HttpHeaders.ALLOW); // a route of Quarkus has said what it takes, and went on
            return;
        }
        String methods = allowed.at(context.request().path());
        if (methods.equals(OPTIONS)) {
            response.getHeaders().remove(HttpHeaders.ALLOW);
            response.setStatus(404);
        } else {
            response.getHeaders().putSingle(HttpHeaders.ALLOW, methods);
        }
    }
}
