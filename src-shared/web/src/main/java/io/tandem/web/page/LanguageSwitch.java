package io.tandem.web.page;

import io.tandem.web.http.Audience;
import io.tandem.web.http.Cookies;
import io.tandem.web.http.LocalPath;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code ?lang=en} on any page: remembers the choice in a cookie and goes on to the same address without it, so that the
 * choice is made once and stays out of bookmarks.
 */
@Singleton
public final class LanguageSwitch {
    static final String COOKIE = "tandem_lang";

    private static final String PARAMETER = "lang";
    private static final Duration REMEMBERED = Duration.ofDays(365);
    /** After the body gate, before anything that answers. */
    private static final int EARLY = -900_000;

    void install(@Observes Router router) {
        router.route()
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(EARLY)
                .handler(LanguageSwitch::handle);
    }

    static Language of(RoutingContext context) {
        return Language.of(
                Cookies.read(context, COOKIE).orElse(null), context.request().getHeader("Accept-Language"));
    }

    /** The address that switches to a language and comes back here. */
    static String href(RoutingContext context, Language language) {
        String rest = withoutLanguage(context.request().query());
        return context.request().path() + "?" + (rest.isEmpty() ? "" : rest + "&") + PARAMETER + "=" + language.tag();
    }

    private static void handle(RoutingContext context) {
        Optional<Language> chosen = Audience.isForPrograms(context.request().path())
                ? Optional.empty()
                : Language.named(context.request().getParam(PARAMETER));
        Optional<String> target = LocalPath.of(withoutParameter(context));
        if (chosen.isEmpty() || target.isEmpty()) {
            context.next();
            return;
        }
        Cookies.write(context, COOKIE, chosen.get().tag(), REMEMBERED);
        context.response()
                .setStatusCode(303)
                .putHeader("Location", target.get())
                .end();
    }

    private static String withoutParameter(RoutingContext context) {
        String rest = withoutLanguage(context.request().query());
        return context.request().path() + (rest.isEmpty() ? "" : "?" + rest);
    }

    private static String withoutLanguage(String query) {
        return query == null
                ? ""
                : Arrays.stream(query.split("&", -1))
                        .filter(pair -> !pair.isEmpty() && !pair.startsWith(PARAMETER + "="))
                        .collect(Collectors.joining("&"));
    }
}
