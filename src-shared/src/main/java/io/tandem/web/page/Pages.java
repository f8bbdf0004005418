package io.tandem.web.page;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.tandem.web.form.FormToken;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes the {@link Page} for a request. */
@Singleton
public class Pages {
    private final WebConfig config;
    private final FormToken formToken;
    private final Assets assets = Assets.load();

    Pages(WebConfig config, FormToken formToken) {
        this.config = config;
        this.formToken = formToken;
    }

    /** The page for this request. Who is signed in shows once the request has been authenticated. */
    public Page pageOf(RoutingContext context) {
        Language language = LanguageSwitch.of(context);
        String path = context.request().path();
        return new Page(
                language,
                path,
                config.home(),
                account(context),
                formToken.of(context),
                nav(language, path),
                LanguageSwitch.href(context, language.other()),
                assets);
    }

    private List<NavItem> nav(Language language, String path) {
        return config.nav().stream()
                .map(link -> new NavItem(
                        link.href(),
                        language == Language.ZH ? link.zh() : link.en(),
                        link.href().equals(path)))
                .toList();
    }

    private static String account(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                        && !user.getSecurityIdentity().isAnonymous()
                ? user.getSecurityIdentity().getPrincipal().getName()
                : "";
    }
}
