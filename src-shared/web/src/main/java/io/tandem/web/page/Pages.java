package io.tandem.web.page;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.tandem.web.form.FormToken;
import io.tandem.web.status.StatusBoard;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Makes the {@link Page} for a request. */
@Singleton
public class Pages {
    /**
     * A service that shows the pages of another one as its own sends this header along, with any value: the navigation then
     * has the links of the service in front too. Any other sender gets other links on a page of their own.
     */
    public static final String FRONT = "Tandem-Front";

    private final WebConfig config;
    private final FormToken formToken;
    private final Assets assets;
    private final StatusBoard status;

    Pages(WebConfig config, FormToken formToken, Assets assets, StatusBoard status) {
        this.status = status;
        this.config = config;
        this.assets = assets;
        this.formToken = formToken;
    }

    /** The page for this request. Who is signed in shows once the request has been authenticated. */
    public Page pageOf(RoutingContext context) {
        Language language = LanguageSwitch.of(context);
        String path = context.request().path();
        // Shown through the service in front, its addresses are ours.
        boolean behind = context.request().headers().contains(FRONT);
        Optional<String> front = behind ? Optional.of("") : config.frontUrl().map(Pages::withoutSlash);
        return new Page(
                language,
                path,
                behind ? "/" : config.home(),
                account(context),
                formToken.of(context),
                nav(language, path, front),
                LanguageSwitch.href(context, language.other()),
                assets,
                status.items(),
                front.orElse(null));
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private List<NavItem> nav(Language language, String path, Optional<String> front) {
        return config.nav().stream()
                .filter(link -> front.isPresent() || !link.front())
                .map(link -> new NavItem(
                        link.front() ? front.orElseThrow() + link.href() : link.href(),
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
