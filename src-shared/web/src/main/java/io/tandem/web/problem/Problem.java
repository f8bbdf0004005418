package io.tandem.web.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The one shape of every refusal: problem details as of RFC 9457, with a {@code code} for programs to branch on.
 *
 * <p>Invariant: {@code code} is stable and {@code type} is made from it; {@code title} says the same for every occurrence;
 * what differs from one to the next stands in {@code detail} and {@code errors}. Nothing in it names a class, a table or
 * a host.
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "code", "detail", "instance", "errors"})
public record Problem(
        String type, String title, int status, String detail, String instance, String code, List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:tandem:problem:";

    public Problem {
        errors = errors == null ? List.of() : List.copyOf(errors);
    }

    public static Problem of(int status, String code, String title) {
        return new Problem(TYPE_PREFIX + code, title, status, null, null, code, List.of());
    }

    /** The problem for a bare HTTP status, as frameworks report them. */
    public static Problem ofStatus(int status) {
        return StandardProblems.of(status);
    }

    /** The request itself is wrong: sending it again unchanged is of no use. */
    public static Problem invalid(String detail, FieldError... errors) {
        return of(400, "invalid", "The request is not valid").detail(detail).errors(List.of(errors));
    }

    /** Something we need is away for the moment: the same request may succeed later. */
    public static Problem unavailable(String detail) {
        return of(503, "unavailable", "Temporarily unavailable").detail(detail);
    }

    public Problem detail(String text) {
        return new Problem(type, title, status, text, instance, code, errors);
    }

    public Problem instance(String uri) {
        return new Problem(type, title, status, detail, uri, code, errors);
    }

    public Problem errors(List<FieldError> list) {
        return new Problem(type, title, status, detail, instance, code, list);
    }
}
