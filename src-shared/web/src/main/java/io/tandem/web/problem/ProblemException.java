package io.tandem.web.problem;

import java.util.Map;
import java.util.TreeMap;

/**
 * Carries a {@link Problem} from wherever it is found out to where the answer is written, with the headers that go with it.
 * Throw it, or fail a {@code Uni} with it: callers of the API get problem+json, people get a page.
 */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    public ProblemException(Problem problem) {
        this(problem, Map.of(), null);
    }

    public ProblemException(Problem problem, Map<String, String> headers, Throwable cause) {
        // Where a refusal was thrown is of no interest, and a trace through REST layer and chains costs more than all
        // the rest of it.
        super(problem.code() + ": " + problem.title(), cause, true, problem.status() == 500);
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    /** 400 {@code invalid}, naming the field. */
    public static ProblemException invalid(String field, String message) {
        return new ProblemException(Problem.invalid(field + " " + message, new FieldError(field, message)));
    }

    /** 404 {@code not-found}. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(
                Problem.of(404, "not-found", "There is nothing here").detail(detail));
    }

    /** 503 {@code unavailable}, with the seconds after which to try again. */
    public static ProblemException unavailable(String detail, int retryAfterSeconds, Throwable cause) {
        return new ProblemException(
                Problem.unavailable(detail), Map.of("Retry-After", Integer.toString(retryAfterSeconds)), cause);
    }

    /** 429: the attempt was not even looked at. */
    public static ProblemException tooManyAttempts(long retryAfterSeconds) {
        return new ProblemException(
                StandardProblems.of(429).detail("Try again in " + retryAfterSeconds + " s"),
                Map.of("Retry-After", Long.toString(retryAfterSeconds)),
                null);
    }

    public Problem problem() {
        return problem;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** The same problem with one more header. */
    public ProblemException with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new ProblemException(problem, more, getCause());
    }
}
