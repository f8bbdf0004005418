package io.tandem.web.form;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a request that changes something comes from one of our own pages, as far as the browser tells.
 *
 * <p>Kept: what a browser marks as coming from elsewhere is refused, also when it carries HTTP Basic, which browsers repeat
 * as readily as cookies. A request with neither mark is no browser's: curl and our own services send none.
 */
final class SameOrigin {
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private SameOrigin() {}

    /**
     * @param fetchSite the {@code Sec-Fetch-Site} header or null
     * @param origin the {@code Origin} header or null
     * @param host the {@code Host} header or null
     */
    static boolean allows(String fetchSite, String origin, String host) {
        if (fetchSite != null) {
            return OURS.contains(fetchSite.toLowerCase(Locale.ROOT));
        }
        return origin == null || (host != null && host.equalsIgnoreCase(authority(origin)));
    }

    /** The scheme is left out: behind a proxy that ends TLS we would see another one than the browser does. */
    private static String authority(String origin) {
        try {
            return URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
