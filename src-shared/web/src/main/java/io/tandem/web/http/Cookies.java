package io.tandem.web.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Our cookies: for this host only, HttpOnly, SameSite=Lax.
 *
 * <p>Invariant: under TLS a cookie is Secure and its name begins with {@code __Host-}, and one without the prefix is not
 * believed: otherwise an attacker who can answer for the host over plain HTTP could plant one. Without TLS either name is read,
 * because a service behind another one of ours gets the cookies as the browser sent them.
 */
public final class Cookies {
    private static final String PREFIX = "__Host-";

    /** What {@code __Host-} is to a cookie that is sent to a part of the host only: that prefix demands the path {@code /}. */
    private static final String PREFIX_WITH_PATH = "__Secure-";

    private Cookies() {}

    public static Optional<String> read(RoutingContext context, String name) {
        return read(context, PREFIX, name);
    }

    /** One that was written for a path. */
    public static Optional<String> readWithPath(RoutingContext context, String name) {
        return read(context, PREFIX_WITH_PATH, name);
    }

    private static Optional<String> read(RoutingContext context, String prefix, String name) {
        Cookie prefixed = context.request().getCookie(prefix + name);
        Cookie cookie = prefixed != null || context.request().isSSL()
                ? prefixed
                : context.request().getCookie(name);
        return Optional.ofNullable(cookie).map(Cookie::getValue).filter(value -> !value.isEmpty());
    }

    /** Until the browser closes. */
    public static void write(RoutingContext context, String name, String value) {
        context.response().addCookie(cookie(context, name, value));
    }

    public static void write(RoutingContext context, String name, String value, Duration age) {
        context.response().addCookie(cookie(context, name, value).setMaxAge(age.toSeconds()));
    }

    /** Sent to that path and what is below it. */
    public static void writeWithPath(RoutingContext context, String path, String name, String value, Duration age) {
        context.response()
                .addCookie(cookie(context, PREFIX_WITH_PATH, name, value)
                        .setPath(path)
                        .setMaxAge(age.toSeconds()));
    }

    public static void clear(RoutingContext context, String name) {
        write(context, name, "", Duration.ZERO);
    }

    private static Cookie cookie(RoutingContext context, String name, String value) {
        return cookie(context, PREFIX, name, value);
    }

    private static Cookie cookie(RoutingContext context, String prefix, String name, String value) {
        boolean tls = context.request().isSSL();
        return Cookie.cookie(tls ? prefix + name : name, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(tls)
                .setSameSite(CookieSameSite.LAX);
    }
}
