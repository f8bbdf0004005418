package io.tandem.order.api;

import io.tandem.web.problem.FieldError;
import io.tandem.web.problem.Problem;
import io.tandem.web.problem.ProblemException;

/** What callers are told of an address or a header that makes no sense. */
final class Refusals {

    private Refusals() {}

    static ProblemException invalid(String field, String message) {
        return new ProblemException(Problem.invalid(field + " " + message, new FieldError(field, message)));
    }

    static ProblemException notFound(String detail) {
        return new ProblemException(
                Problem.of(404, "not-found", "There is nothing here").detail(detail));
    }
}
