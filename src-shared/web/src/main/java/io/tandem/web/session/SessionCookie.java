package io.tandem.web.session;

import io.tandem.web.http.Cookies;
import io.tandem.web.http.SessionCookieName;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The session cookie: kept from scripts, from other sites' posts and, under TLS, from plain HTTP. */
final class SessionCookie {
    private SessionCookie() {}

    static Optional<SessionToken> read(RoutingContext context) {
        return Cookies.read(context, SessionCookieName.get()).flatMap(SessionToken::parse);
    }

    static void write(RoutingContext context, SessionToken token) {
        Cookies.write(context, SessionCookieName.get(), token.value());
    }

    static void clear(RoutingContext context) {
        Cookies.clear(context, SessionCookieName.get());
    }
}
