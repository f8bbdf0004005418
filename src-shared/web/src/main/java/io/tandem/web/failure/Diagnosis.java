package io.tandem.web.failure;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.tandem.mysql.Outage;
import io.tandem.mysql.SqlFailure;
import io.tandem.web.problem.Problem;
import io.tandem.web.problem.ProblemException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.resteasy.reactive.ResteasyReactiveClientProblem;

/**
 * Turns whatever went wrong into the problem to report: one pure table for the REST layer and for Vert.x alike.
 *
 * <p>Invariant: bad input is never a 5xx, and the text of an exception that we did not write ourselves never reaches the client.
 *
 * @param ours true when this is a defect or an outage of our own, which belongs in the log
 */
record Diagnosis(Problem problem, Map<String, String> headers, boolean ours) {
    private static final int SHED_RETRY_SECONDS = 1;

    private static final int OUTAGE_RETRY_SECONDS = 2;

    static Diagnosis of(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return new Diagnosis(
                    known.problem(), known.headers(), known.problem().status() == 500);
        }
        if (failure instanceof JacksonException json && isTheCallers(json)) {
            return refusal(JsonComplaint.about(json));
        }
        if (failure instanceof WebApplicationException web && !(failure instanceof ResteasyReactiveClientProblem)) {
            return ofWeb(web);
        }
        if (failure instanceof UnauthorizedException || failure instanceof AuthenticationException) {
            return refusal(Problem.ofStatus(401));
        }
        if (failure instanceof ForbiddenException) {
            return refusal(Problem.ofStatus(403));
        }
        if (isOutage(failure)) {
            return new Diagnosis(
                    Problem.unavailable(Outage.explained(failure)),
                    Map.of("Retry-After", Integer.toString(OUTAGE_RETRY_SECONDS)),
                    false);
        }
        if (failure instanceof RejectedExecutionException) {
            return new Diagnosis(
                    Problem.unavailable("Too much to do at the moment"),
                    Map.of("Retry-After", Integer.toString(SHED_RETRY_SECONDS)),
                    true);
        }
        return new Diagnosis(Problem.ofStatus(500), Map.of(), true);
    }

    /** A status without a usable exception, as Vert.x reports its own refusals. */
    static Diagnosis of(int status) {
        Problem problem = Problem.ofStatus(status);
        return new Diagnosis(problem, Map.of(), problem.status() == 500);
    }

    private static Diagnosis ofWeb(WebApplicationException web) {
        if (web.getCause() instanceof JacksonException json) {
            return refusal(JsonComplaint.about(json));
        }
        if (web.getCause() instanceof ProblemException known) {
            return of(known);
        }
        if (web instanceof NotFoundException && web.getCause() != null) {
            // What the REST layer makes of a parameter that does not convert.
            return refusal(Problem.invalid("A part of the address does not have the expected form"));
        }
        Map<String, String> headers = new TreeMap<>();
        web.getResponse().getStringHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        URI location = web.getResponse().getLocation();
        if (location != null) {
            headers.put("Location", location.toString());
        }
        Problem problem = Problem.ofStatus(web.getResponse().getStatus());
        return new Diagnosis(problem, headers, problem.status() >= 500);
    }

    private static Diagnosis refusal(Problem problem) {
        return new Diagnosis(problem, Map.of(), false);
    }

    /** MySQL alone is asked for without a net of its own; JSON that we cannot write is an {@code IOException} as well. */
    private static boolean isOutage(Throwable failure) {
        return !(failure instanceof Error)
                && !(failure instanceof JacksonException)
                && SqlFailure.of(failure).mayPass();
    }

    /** Jackson fails in both directions, and on types of ours that it cannot handle: those are not the caller's fault. */
    private static boolean isTheCallers(JacksonException e) {
        return !(e instanceof InvalidDefinitionException) && !(e.getProcessor() instanceof JsonGenerator);
    }
}
