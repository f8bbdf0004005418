package io.tandem.play.web;

import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Whose requests are answered: those to this address by its own names, and presses of buttons only by this page. */
final class Gate {

    private final Set<String> hosts;

    Gate(int port) {
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    /** Another name means that a foreign name was made to point here (DNS rebinding). */
    boolean knows(HttpServerRequest request) {
        String host = request.getHeader("Host");
        return host != null && hosts.contains(host);
    }

    /** Browsers send both headers with each POST, and no page can change them; the third no page of another origin can send. */
    boolean isOurs(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        String site = request.getHeader("Sec-Fetch-Site");
        return origin != null
                && origin.equals("http://" + request.getHeader("Host"))
                && (site == null || site.equals("same-origin"))
                && "1".equals(request.getHeader("X-Tandem-Play"));
    }
}
