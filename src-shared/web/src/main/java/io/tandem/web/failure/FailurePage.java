package io.tandem.web.failure;

import io.quarkus.qute.TemplateInstance;
import io.tandem.web.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** A page of a service's own in place of the problem's, which keeps what a person had typed; a bean. */
public interface FailurePage {

    /**
     * What to show, with the problem's status. Who is calling may not be known: nothing may be shown but what this request brought along.
     *
     * @param nothingDone whether the request was refused before it came to what it was for
     * @return empty for requests that are none of its
     */
    Optional<TemplateInstance> instead(RoutingContext context, Problem problem, boolean nothingDone);
}
