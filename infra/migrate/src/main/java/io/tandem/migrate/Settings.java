package io.tandem.migrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the migration is told, checked before anything is touched.
 *
 * @param services whom to grant what the services may do; empty if the accounts are not this program's business
 */
record Settings(
        String host,
        int port,
        String database,
        String user,
        String password,
        Tls tls,
        Optional<ServiceUsers> services) {

    private static final String DEFAULT_PORT = "3306";
    private static final String DEFAULT_DATABASE = "rocketmq_transaction_db";
    private static final String PASSWORD = "MYSQL_PASSWORD";
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");
    private static final Pattern DATABASE = Pattern.compile("[A-Za-z0-9_$-]{1,64}");

    /** Fails with every problem at once, in one line. */
    static Settings from(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        String host = host(required(environment, "MYSQL_HOST", problems), problems);
        String user = required(environment, "MYSQL_USER", problems);
        String password = password(environment, problems);
        int port = port(optional(environment, "MYSQL_PORT", DEFAULT_PORT), problems);
        String database = database(optional(environment, "MYSQL_DB", DEFAULT_DATABASE), problems);
        Tls tls = Tls.from(environment, problems);
        Optional<ServiceUsers> services = ServiceUsers.from(environment, problems);
        if (!problems.isEmpty()) {
            throw new InvalidSettings(String.join("; ", problems));
        }
        return new Settings(host, port, database, user, password, tls, services);
    }

    private static String required(Map<String, String> environment, String name, List<String> problems) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            problems.add(name + " is not set");
        }
        return value;
    }

    /** What is set to nothing is not set, as for the services: files for containers name every variable. */
    private static String optional(Map<String, String> environment, String name, String standard) {
        String value = environment.getOrDefault(name, "");
        return value.isBlank() ? standard : value;
    }

    private static String host(String given, List<String> problems) {
        if (!given.isBlank() && !HOST.matcher(given).matches()) {
            problems.add("MYSQL_HOST must be a host name or an address, without a port, but is " + given);
        }
        return given;
    }

    private static String database(String given, List<String> problems) {
        if (!DATABASE.matcher(given).matches()) {
            problems.add("MYSQL_DB must be a name of letters, digits, _, - and $, but is " + given);
        }
        return given;
    }

    private static int port(String given, List<String> problems) {
        // What Kubernetes sets for a service that is called mysql.
        String value = given.replaceFirst("^(tcp|udp|sctp)://[^/]*:([0-9]{1,5})/?$", "$2");
        if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) > 0 && Integer.parseInt(value) <= HIGHEST_PORT) {
            return Integer.parseInt(value);
        }
        problems.add("MYSQL_PORT is not a port: " + value);
        return 0;
    }

    /** From the variable, from the file that MYSQL_PASSWORD_FILE names, or from systemd's credentials directory. */
    private static String password(Map<String, String> environment, List<String> problems) {
        String value = environment.getOrDefault(PASSWORD, "");
        String file = environment.getOrDefault(PASSWORD + "_FILE", "");
        String credentials = environment.getOrDefault("CREDENTIALS_DIRECTORY", "");
        if (!value.isEmpty() && !file.isBlank()) {
            problems.add(PASSWORD + " and " + PASSWORD + "_FILE are both set: keep one of them");
            return value;
        }
        if (!value.isEmpty()) {
            return value;
        }
        if (!file.isBlank()) {
            return read(Path.of(file), problems);
        }
        if (!credentials.isBlank() && Files.exists(Path.of(credentials, PASSWORD))) {
            return read(Path.of(credentials, PASSWORD), problems);
        }
        problems.add(PASSWORD + " is not set (nor " + PASSWORD + "_FILE, nor a credential of that name)");
        return "";
    }

    private static String read(Path file, List<String> problems) {
        try {
            // One line end, as the services do: a blank may be part of it.
            return Files.readString(file).replaceFirst("\\r?\\n\\z", "");
        } catch (IOException failure) {
            problems.add("cannot read the password file " + file);
            return "";
        }
    }

    /** Host and port as an address has them. */
    String server() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }

    /** The accounts of the two services; their names end up in SQL, where no placeholder can stand, hence the check. */
    record ServiceUsers(String order, String logistics) {

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,32}");

        static Optional<ServiceUsers> from(Map<String, String> environment, List<String> problems) {
            String order = environment.getOrDefault("MYSQL_ORDER_USER", "");
            String logistics = environment.getOrDefault("MYSQL_LOGISTICS_USER", "");
            if (order.isBlank() && logistics.isBlank()) {
                return Optional.empty();
            }
            if (!NAME.matcher(order).matches() || !NAME.matcher(logistics).matches()) {
                problems.add("MYSQL_ORDER_USER and MYSQL_LOGISTICS_USER must both be account names (" + NAME
                        + "), or both be absent");
            }
            return Optional.of(new ServiceUsers(order, logistics));
        }
    }
}
