package io.tandem.web.http;

import io.tandem.web.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

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

    public static Audience of(RoutingContext context) {
        return of(context.request().path(), context.request().getHeader("Accept"));
    }

    static Audience of(String path, String accept) {
        if (path == null || isForPrograms(path)) {
            return PROGRAM;
        }
        double html = 0;
        double json = 0;
        double anything = 0;
        for (String range :
                (accept == null ? ANYTHING : accept).toLowerCase(Locale.ROOT).split(",", -1)) {
            String type = range.split(";", 2)[0].trim();
            if (type.equals("text/html") || type.equals("application/xhtml+xml")) {
                html = Math.max(html, quality(range));
            } else if (type.equals("application/json") || type.equals(Problem.MEDIA_TYPE)) {
                json = Math.max(json, quality(range));
            } else if (type.equals(ANYTHING)) {
                anything = Math.max(anything, quality(range));
            }
        }
        if (html > 0 && html >= json) {
            return PERSON;
        }
        return anything > 0 && json == 0 ? ANYBODY : PROGRAM;
    }

    public static boolean isForPrograms(String path) {
        return path.equals("/api") || path.startsWith("/api/") || path.equals("/q") || path.startsWith("/q/");
    }

    private static double quality(String range) {
        for (String parameter : range.split(";", -1)) {
            String text = parameter.trim();
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
