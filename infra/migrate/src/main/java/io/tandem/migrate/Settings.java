package io.tandem.migrate;

import io.tandem.variables.BadSettingException;
import io.tandem.variables.MySqlAddress;
import io.tandem.variables.MySqlTls;
import io.tandem.variables.ValueRule;
import io.tandem.variables.Variables;
import java.util.Map;
import java.util.Optional;

/**
 * What the migration is told, checked before anything is touched.
 *
 * @param services whom to grant what the services may do; empty if the accounts are not this program's business
 */
record Settings(MySqlAddress address, String user, String password, MySqlTls tls, Optional<ServiceUsers> services) {

    /** Fails with every problem at once, in one line. */
    static Settings from(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        variables.required("MYSQL_HOST");
        Optional<MySqlAddress> address = MySqlAddress.from(variables);
        String user = variables.required("MYSQL_USER");
        String password = variables.required("MYSQL_PASSWORD");
        MySqlTls tls = MySqlTls.from(variables);
        Optional<ServiceUsers> services = ServiceUsers.from(variables);
        variables.complaint().ifPresent(line -> {
            throw new BadSettingException(line);
        });
        return new Settings(address.orElseThrow(), user, password, tls, services);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return user + "@" + address.server() + "/" + address.database();
    }

    /** The accounts of the two services; their names end up in SQL, where no placeholder can stand, hence the check. */
    record ServiceUsers(String order, String logistics) {

        private static final ValueRule NAME = new ValueRule(
                "a name of letters, digits and _, 32 at most", value -> value.matches("[A-Za-z0-9_]{1,32}"));

        static Optional<ServiceUsers> from(Variables variables) {
            Optional<String> order = variables.optional("MYSQL_ORDER_USER", NAME);
            Optional<String> logistics = variables.optional("MYSQL_LOGISTICS_USER", NAME);
            if (order.isPresent() != logistics.isPresent()) {
                variables.complain("MYSQL_ORDER_USER", "and MYSQL_LOGISTICS_USER must both be set, or neither");
            }
            return order.flatMap(user -> logistics.map(other -> new ServiceUsers(user, other)));
        }
    }
}
