package io.tandem.web.http;

import org.eclipse.microprofile.config.ConfigProvider;

/** The session cookie's name. Environments that share a host name need names of their own: cookies are sent to all ports of a host. */
public final class SessionCookieName {

    private static final String SETTING = "tandem.session.cookie";
    private static final String STANDARD = "tandem_session";

    /** Looked up at the first request: a constant would be the builder's in a native executable. */
    private static volatile String name;

    private SessionCookieName() {}

    public static String get() {
        String known = name;
        if (known == null) {
            known = ConfigProvider.getConfig()
                    .getOptionalValue(SETTING, String.class)
                    .orElse(STANDARD);
            name = known;
        }
        return known;
    }
}
