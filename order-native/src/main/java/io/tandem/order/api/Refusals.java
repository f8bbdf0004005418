package io.tandem.order.api;

import io.tandem.web.problem.FieldError;
import io.tandem.web.problem.Problem;
import io.tandem.web.problem.ProblemException;

/** What callers are told of an address or a header that makes no sense. */
public final class Refusals {

    private Refusals() {}

    /** 400 {@code invalid}, naming the field. */
    public static ProblemException invalid(String field, String message) {
        return new ProblemException(Problem.invalid(field + " " + message, new FieldError(field, message)));
    }

    /** 404 {@code not-found}. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(
                Problem.of(404, "not-found", "There is nothing here").detail(detail));
    }
}
