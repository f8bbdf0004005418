package io.tandem.settings;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What Kubernetes, and Docker with links, put into an environment for each service that they know: {@code MYSQL_PORT=tcp://10.0.0.1:3306},
 * {@code MYSQL_SERVICE_HOST}, {@code MYSQL_PORT_3306_TCP_ADDR} for one that is called {@code mysql}. Of these, a port where a
 * setting of ours has the same name is read as the port that it names; nothing else is.
 */
public final class ServiceLink implements ConfigSource {
    /** Above the environment (300), whose value it is. */
    private static final int ORDINAL = 301;

    private static final Pattern ADDRESS = Pattern.compile("(?:tcp|udp|sctp)://[^/]*:([0-9]{1,5})/?");
    private static final Pattern NAME =
            Pattern.compile(".+_SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)|.+_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

    /** By the name of the property that reads it. */
    private static final Set<String> PORTS = Set.of("MYSQL_PORT", "tandem.mysql.port");

    /** The port, if that is such an address. */
    static Optional<String> portOf(String value) {
        Matcher address = ADDRESS.matcher(value);
        return address.matches() ? Optional.of(address.group(1)) : Optional.empty();
    }

    /** Whether a platform has set this, and not a person. */
    static boolean isOne(String name, String value) {
        return NAME.matcher(name).matches()
                || (name.endsWith("_PORT") && portOf(value).isPresent());
    }

    @Override
    public String getValue(String name) {
        if (!PORTS.contains(name)) {
            return null;
        }
        String variable = name.startsWith("tandem.") ? "TANDEM_MYSQL_PORT" : name;
        return Optional.ofNullable(System.getenv(variable))
                .flatMap(ServiceLink::portOf)
                .orElse(null);
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public String getName() {
        return "links to services";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
