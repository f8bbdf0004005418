package io.tandem.web.form;

import io.tandem.web.http.Audience;
import io.tandem.web.http.Cookies;
import io.tandem.web.http.LogText;
import io.tandem.web.http.RequestGate;
import io.tandem.web.http.SessionCookieName;
import io.tandem.web.problem.Problem;
import io.tandem.web.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Guards everything that changes something against requests forged by other sites.
 *
 * <p>Invariant: a form is taken only with its token. A call of the API needs none, because it must be JSON, which no form of
 * another site can send; and whatever a browser says comes from another site is refused in any case.
 */
public final class FormGuard {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private static final Problem CROSS_SITE = Problem.of(403, "cross-site", "Requests from other sites are refused");

    /** What is missing when it was no other site: see docs/behind-a-proxy.md. */
    private static final String PROXY = "The Origin is not the Host that the request names."
            + " A proxy in front must pass the browser's Host on (nginx: proxy_set_header Host $http_host),"
            + " or send X-Forwarded-Host and be trusted (QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING=true,"
            + " QUARKUS_HTTP_PROXY_ENABLE_FORWARDED_HOST=true, QUARKUS_HTTP_PROXY_TRUSTED_PROXIES)";

    private static final Logger LOG = Logger.getLogger(FormGuard.class);

    private final FormToken tokens;

    FormGuard(FormToken tokens) {
        this.tokens = tokens;
    }

    @ServerRequestFilter
    public void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (SAFE.contains(request.method().name())) {
            return;
        }
        HostAndPort host = request.authority();
        SameOrigin from = SameOrigin.of(
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader("Origin"),
                host == null ? null : host.toString(),
                request.isSSL());
        if (from != SameOrigin.OURS) {
            LOG.infof(
                    "event=cross-site origin=%s host=%s",
                    LogText.of(request.getHeader("Origin")), LogText.of(request.getHeader("Host")));
            throw new ProblemException(from == SameOrigin.OTHER_HOST ? CROSS_SITE.detail(PROXY) : CROSS_SITE);
        }
        if (Audience.isForPrograms(request.path())) {
            checkCall(context);
        } else if (!tokens.isValid(context, request.getFormAttribute(FormToken.FIELD))) {
            throw new ProblemException(Problem.of(403, "stale-form", "The form has expired")
                    .detail("Its token is missing or does not fit the session: load the page again"));
        }
        KeptForm.taken(context);
    }

    private static void checkCall(RoutingContext context) {
        boolean withCookie = Cookies.read(context, SessionCookieName.get()).isPresent();
        if (withCookie
                && !(RequestGate.isTyped(context) && isJson(context.request().getHeader("Content-Type")))) {
            throw new ProblemException(
                    Problem.of(415, "unsupported-media-type", "This media type is not understood here")
                            .detail("With a session cookie only application/json is taken"));
        }
    }

    private static boolean isJson(String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals("application/json");
    }
}
