package io.tandem.web.page;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;

/**
 * The static files. Quarkus would serve them with the time of its start for a date, without an entity tag, and from a file,
 * which cannot be compressed on its way.
 */
@Singleton
public class Assets {
    /** Before the REST layer and Quarkus' own static files, after the body gate. */
    private static final int EARLY = -850_000;

    /** The library's folder, in the jar and so in the address. */
    private static final String SWAGGER_UI = "openapi-ui/";

    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final Asset css = Asset.load("tandem.css", "text/css;charset=UTF-8");
    private final Asset icon = Asset.load("tandem.svg", "image/svg+xml");
    private final Asset script = Asset.load("tandem.js", "text/javascript;charset=UTF-8");
    private final Asset swaggerCss = Asset.load(SWAGGER_UI + "swagger-ui.css", "text/css;charset=UTF-8");
    private final Asset swaggerScript =
            Asset.load(SWAGGER_UI + "swagger-ui-bundle.js", "text/javascript;charset=UTF-8");

    void install(@Observes Router router) {
        router.route("/favicon.ico").order(EARLY).handler(context -> answer(context, icon));
        List.of(css, icon, script, swaggerCss, swaggerScript)
                .forEach(asset -> router.route(asset.path()).order(EARLY).handler(context -> answer(context, asset)));
        // What else is in that library: pages of its own, which are not behind the sign-in.
        List.of("/" + SWAGGER_UI + "*", "/template/*")
                .forEach(path -> router.route(path).order(EARLY).handler(context -> context.fail(404)));
    }

    public String css() {
        return css.address();
    }

    public String icon() {
        return icon.address();
    }

    public String script() {
        return script.address();
    }

    public String swaggerCss() {
        return swaggerCss.address();
    }

    public String swaggerScript() {
        return swaggerScript.address();
    }

    private static void answer(RoutingContext context, Asset asset) {
        HttpServerResponse response = context.response();
        switch (context.request().method().name()) {
            case "GET", "HEAD" -> send(context, asset);
            case "OPTIONS" -> response.putHeader(HttpHeaders.ALLOW, METHODS).end();
            default -> {
                response.putHeader(HttpHeaders.ALLOW, METHODS);
                context.fail(405);
            }
        }
    }

    private static void send(RoutingContext context, Asset asset) {
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, asset.type())
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, immutable, max-age=86400")
                .putHeader(HttpHeaders.ETAG, asset.entityTag())
                // Here, and not where it is compressed: 304 and the answer to HEAD have it as well (RFC 9110, 15.4.5).
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (isKnown(context.request().headers().getAll(HttpHeaders.IF_NONE_MATCH), asset.entityTag())) {
            response.setStatusCode(304).end();
        } else {
            response.end(asset.content());
        }
    }

    /** By weak comparison (RFC 9110, 13.1.2). */
    private static boolean isKnown(List<String> tags, String own) {
        return Arrays.stream(String.join(",", tags).split(",", -1))
                .map(String::trim)
                .anyMatch(tag -> tag.equals("*") || tag.equals(own) || own.equals("W/" + tag));
    }
}
