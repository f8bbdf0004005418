package io.tandem.web.page;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Redirects from the bare host name to the service's home. */
@Singleton
public final class HomeRedirect {
    /** Before the REST layer, which would say that there is nothing here. */
    private static final int EARLY = -800_000;

    private final WebConfig config;

    HomeRedirect(WebConfig config) {
        this.config = config;
    }

    private static void refuse(RoutingContext context) {
        context.response().putHeader("Allow", "GET, HEAD, OPTIONS");
        if (context.request().method().equals(HttpMethod.OPTIONS)) {
            context.response().end();
        } else {
            context.fail(405);
        }
    }

    void install(@Observes Router router) {
        if (!config.home().equals("/")) {
            router.route("/")
                    .method(HttpMethod.GET)
                    .method(HttpMethod.HEAD)
                    .order(EARLY)
                    .handler(context -> context.response()
                            .setStatusCode(303)
                            .putHeader("Location", config.home())
                            .end());
            router.route("/").order(EARLY + 1).handler(HomeRedirect::refuse);
        }
    }
}
