package io.tandem.web.session;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

/**
 * The address a request comes from, as far as we can vouch for it: {@code X-Forwarded-For} counts only when Quarkus was told
 * to trust the proxy in front, and then as far as trusted proxies wrote it ({@code ForwardedHops}).
 */
final class ClientAddress {
    private ClientAddress() {}

    static String of(RoutingContext context) {
        SocketAddress remote = context.request().remoteAddress();
        return remote == null || remote.hostAddress() == null ? "-" : remote.hostAddress();
    }
}
