package io.tandem.web.problem;

import java.util.Map;

/**
 * The problem for a bare HTTP status, as frameworks report them. A status that is not in the table keeps its class
 * (4xx or 5xx), so nothing is turned from the client's fault into ours or the other way round.
 */
final class StandardProblems {
    private static final Map<Integer, Problem> BY_STATUS = Map.ofEntries(
            entry(400, "invalid", "The request is not valid"),
            entry(401, "unauthenticated", "Sign-in needed"),
            entry(403, "forbidden", "Not allowed"),
            entry(404, "not-found", "There is nothing here"),
            entry(405, "method-not-allowed", "This method does not work here"),
            entry(406, "not-acceptable", "None of the accepted media types can be produced"),
            entry(408, "timeout", "The request took too long to arrive"),
            entry(413, "too-large", "The request is too large"),
            entry(414, "uri-too-long", "The address is too long"),
            entry(415, "unsupported-media-type", "This media type is not understood here"),
            entry(417, "expectation-failed", "The expectation cannot be met"),
            entry(429, "too-many-attempts", "Too many attempts"),
            entry(431, "headers-too-large", "The headers are too large"),
            entry(500, "internal", "Something went wrong on our side"),
            entry(501, "not-implemented", "This method is not known"),
            entry(503, "unavailable", "Temporarily unavailable"),
            entry(505, "version-not-supported", "This version of HTTP is not spoken"));

    private StandardProblems() {}

    static Problem of(int status) {
        Problem known = BY_STATUS.get(status);
        if (known != null) {
            return known;
        }
        return status >= 400 && status < 500
                ? Problem.of(status, "refused", "The request was refused")
                : Problem.of(500, "internal", "Something went wrong on our side");
    }

    private static Map.Entry<Integer, Problem> entry(int status, String code, String title) {
        return Map.entry(status, Problem.of(status, code, title));
    }
}
