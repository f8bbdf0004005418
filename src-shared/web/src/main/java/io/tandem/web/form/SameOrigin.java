package io.tandem.web.form;

import io.vertx.core.net.HostAndPort;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a request that changes something comes from one of our own pages, as far as the browser tells.
 *
 * <p>Invariant: what a browser marks as coming from elsewhere is refused, also when it carries HTTP Basic, which browsers repeat
 * as readily as cookies. A request with neither mark is no browser's: curl and our own services send none.
 */
enum SameOrigin {
    OURS,
    /** The browser says itself that another site sent it. */
    CROSS_SITE,
    /** The browser's origin is not the host that the request names: another site's, or a proxy in front has replaced the host. */
    OTHER_HOST;

    private static final int NO_PORT = -1;

    private static final Set<String> FROM_HERE = Set.of("same-origin", "none");

    /**
     * @param fetchSite the {@code Sec-Fetch-Site} header or null
     * @param origin the {@code Origin} header or null
     * @param host host and perhaps port that the request was sent to, or null
     * @param tls whether it came over TLS; if not, a proxy may have ended it, and both schemes will do
     */
    static SameOrigin of(String fetchSite, String origin, String host, boolean tls) {
        if (fetchSite != null) {
            return FROM_HERE.contains(fetchSite.toLowerCase(Locale.ROOT)) ? OURS : CROSS_SITE;
        }
        return origin == null || isOriginOf(origin, host, tls) ? OURS : OTHER_HOST;
    }

    /** Origins are scheme, host and port (RFC 6454, section 5); a port that is not written is the scheme's. */
    private static boolean isOriginOf(String origin, String host, boolean tls) {
        String[] parts = origin.split("://", 2);
        String scheme = parts[0].toLowerCase(Locale.ROOT);
        HostAndPort theirs = parts.length < 2 ? null : authority(parts[1]);
        HostAndPort ours = host == null ? null : authority(host);
        return theirs != null
                && ours != null
                && (scheme.equals("https") || (scheme.equals("http") && !tls))
                && theirs.host().equalsIgnoreCase(ours.host())
                && port(theirs, scheme) == port(ours, scheme);
    }

    /** Null for what is none. Not as a URI, which has no host where that has an underscore, as names of containers do. */
    private static HostAndPort authority(String text) {
        return HostAndPort.parseAuthority(text, NO_PORT);
    }

    private static int port(HostAndPort authority, String scheme) {
        int byDefault = scheme.equals("https") ? 443 : 80;
        return authority.port() == NO_PORT ? byDefault : authority.port();
    }
}
