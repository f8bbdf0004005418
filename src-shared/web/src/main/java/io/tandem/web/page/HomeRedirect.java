package io.tandem.web.page;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
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
            router.route("/").method(HttpMethod.OPTIONS).order(EARLY).handler(context -> context.response()
                    .putHeader("Allow", "GET, HEAD, OPTIONS")
                    .end());
        }
    }
}
