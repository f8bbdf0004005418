package io.tandem.web.http;

import io.quarkus.runtime.LaunchMode;
import io.tandem.web.docs.ApiPage;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Puts the security headers on every answer of the main port.
 *
 * <p>Invariant: they are set when the head is about to be written, so errors, redirects and static files carry them too, and
 * nothing written before can have taken them away.
 */
@Singleton
public final class SecurityHeaders {
    private static final String POLICY = "Content-Security-Policy";

    private static final Map<String, String> ALWAYS = Map.of(
            POLICY,
            "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            // Not "no-referrer": with it a browser sends "Origin: null" with our own forms, and SameOrigin refuses
            // those.
            "Referrer-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");
    /** Swagger UI's style sheet has its signs in it. */
    private static final String POLICY_OF_API_PAGE =
            ALWAYS.get(POLICY).replace("img-src 'self'", "img-src 'self' data:");

    /** One year, as ASVS 3.4.1 asks. Over plain HTTP a browser would ignore it, and a development host must not get it. */
    private static final String HSTS = "max-age=31536000; includeSubDomains";

    /** What Quarkus says of a template that is answered with a status; a page whose charset a browser must guess is a risk. */
    private static final String HTML = "text/html";

    static Map<String, String> always() {
        return ALWAYS;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            context.addHeadersEndHandler(done -> apply(context));
            context.next();
        });
    }

    /** For the few answers that are written before any route has seen the request, such as an address that does not decode. */
    public static void apply(RoutingContext context) {
        MultiMap headers = context.response().headers();
        ALWAYS.forEach(headers::set);
        if (ApiPage.PATH.equals(context.request().path())) {
            headers.set(POLICY, POLICY_OF_API_PAGE);
        } else if (isDevUi(context)) {
            headers.remove(POLICY);
        }
        if (context.request().isSSL()) {
            headers.set("Strict-Transport-Security", HSTS);
        }
        if (!isCacheable(context, headers)) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.startsWith("text/event-stream")) {
            headers.set("X-Accel-Buffering", "no"); // nginx would keep events until their end
        }
        if (HTML.equals(type)) {
            headers.set(HttpHeaders.CONTENT_TYPE, HTML + ";charset=UTF-8");
        }
    }

    /** Quarkus' own, which stands on inline script, and which is there in dev mode alone. */
    private static boolean isDevUi(RoutingContext context) {
        return context.request().path().startsWith("/q/dev-ui") && LaunchMode.current() == LaunchMode.DEVELOPMENT;
    }

    /** Only the files that are the same for everybody: they bring their own Cache-Control, which Quarkus sets. */
    private static boolean isCacheable(RoutingContext context, MultiMap headers) {
        int status = context.response().getStatusCode();
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        return (status == 200 || status == 304)
                && headers.contains(HttpHeaders.CACHE_CONTROL)
                && (type == null
                        || type.startsWith("text/css")
                        || type.startsWith("text/javascript")
                        || type.startsWith("image/"));
    }
}
