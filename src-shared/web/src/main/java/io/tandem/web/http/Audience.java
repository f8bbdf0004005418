package io.tandem.web.http;

import io.tandem.web.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Who is asking: a person with a browser, who gets pages, or a program, which gets problem+json.
 *
 * <p>Invariant: everything below {@code /api/} and {@code /q/} is for programs whatever the headers say. A request for a page
 * and takes anything (curl sends {@code * / *}) is told what is wrong as a program is, but is shown the way to the sign-in.
 */
public enum Audience {
    PERSON,
    ANYBODY,
    PROGRAM;

    /** What no {@code Accept} means, too (RFC 9110, 12.5.1). */
    private static final String ANYTHING = "*/*";

    private static final Set<String> PAGES = Set.of("text/html", "application/xhtml+xml");
    private static final Set<String> DATA = Set.of("application/json", Problem.MEDIA_TYPE);

    public static Audience of(RoutingContext context) {
        return of(context.request().path(), context.request().getHeader("Accept"));
    }

    static Audience of(String path, String accept) {
        if (path == null || isForPrograms(path)) {
            return PROGRAM;
        }
        Map<String, Double> wanted = new HashMap<>();
        for (String range :
                (accept == null ? ANYTHING : accept).toLowerCase(Locale.ROOT).split(",", -1)) {
            wanted.merge(range.split(";", 2)[0].trim(), quality(range), Math::max);
        }
        double html = weight(wanted, PAGES, "text/*");
        double json = weight(wanted, DATA, "application/*");
        double anything = wanted.getOrDefault(ANYTHING, 0.0);
        if (html > 0 && html >= json) {
            return PERSON;
        }
        return anything > 0 && json == 0 ? ANYBODY : PROGRAM;
    }

    public static boolean isForPrograms(String path) {
        return path.equals("/api") || path.startsWith("/api/") || path.equals("/q") || path.startsWith("/q/");
    }

    /** Of the best of the types that are named; of the range, if none is (RFC 9110, 12.5.1). */
    private static double weight(Map<String, Double> wanted, Set<String> types, String range) {
        return types.stream()
                .filter(wanted::containsKey)
                .mapToDouble(wanted::get)
                .max()
                .orElse(wanted.getOrDefault(range, 0.0));
    }

    static double quality(String range) {
        for (String parameter : range.split(";", -1)) {
            String text = parameter.trim().toLowerCase(Locale.ROOT);
            if (text.startsWith("q=")) {
                try {
                    return Double.parseDouble(text.substring(2));
                } catch (NumberFormatException e) {
                    return 0; // an unreadable weight is no wish
                }
            }
        }
        return 1;
    }
}
