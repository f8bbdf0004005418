package io.tandem.variables;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Kubernetes, and Docker with links, put into an environment for each service that they know: {@code MYSQL_PORT=tcp://10.0.0.1:3306},
 * {@code MYSQL_SERVICE_HOST}, {@code MYSQL_PORT_3306_TCP_ADDR} for one that is called {@code mysql}. Of these, MYSQL_PORT is read as
 * the port that it names; nothing else is.
 */
public final class ServiceLink {
    private static final Pattern ADDRESS = Pattern.compile("(?:tcp|udp|sctp)://[^/]*:([0-9]{1,5})/?");
    private static final Pattern NAME =
            Pattern.compile(".+_SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)|.+_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

    private ServiceLink() {}

    /** The port that such an address names; anything else as it stands. */
    static String port(String value) {
        Matcher address = ADDRESS.matcher(value);
        return address.matches() ? address.group(1) : value;
    }

    /** Whether a platform has set this, and not a person. */
    public static boolean isOne(String name, String value) {
        return NAME.matcher(name).matches()
                || (name.endsWith("_PORT") && ADDRESS.matcher(value).matches());
    }
}
