package io.tandem.web.page;

import io.quarkus.arc.Arc;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/**
 * Gives every template rendered within a request its {@link Page} and its language. A resource just returns its template:
 * nothing to inject, nothing to forget.
 */
@Singleton
public class EveryTemplate {
    /** Looked up late: the engine is built before the configuration of this run is known. */
    private final Instance<Pages> pages;

    EveryTemplate(Instance<Pages> pages) {
        this.pages = pages;
    }

    void install(@Observes EngineBuilder builder) {
        builder.addTemplateInstanceInitializer(this::initialize);
    }

    private void initialize(TemplateInstance template) {
        if (!Arc.container().requestContext().isActive()) {
            return; // outside of a request the renderer says what the page is
        }
        RoutingContext context =
                Arc.container().instance(CurrentVertxRequest.class).get().getCurrent();
        if (context != null) {
            Page page = pages.get().pageOf(context);
            template.data("page", page).setLocale(page.locale());
        }
    }
}
