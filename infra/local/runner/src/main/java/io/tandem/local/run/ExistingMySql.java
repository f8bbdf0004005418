package io.tandem.local.run;

import io.tandem.local.mysql.Account;
import io.tandem.local.mysql.DatabaseServer;
import io.tandem.local.mysql.TandemDatabase;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Secrets;
import java.util.Map;
import java.util.Optional;

/**
 * A MySQL that was there already, named by {@code MYSQL_HOST}. With an administrator's account, Tandem makes its database
 * and accounts there as it does in its own; with {@code MYSQL_USER} only, that one does everything.
 */
record ExistingMySql(String host, int port, Optional<Account> admin, Optional<Account> user) {

    private static final int STANDARD_PORT = 3306;

    static Optional<ExistingMySql> from(Map<String, String> environment) {
        String host = environment.getOrDefault("MYSQL_HOST", "");
        if (host.isBlank()) {
            return Optional.empty();
        }
        ExistingMySql existing = new ExistingMySql(
                host,
                port(environment.getOrDefault("MYSQL_PORT", "")),
                account(environment, "MYSQL_ADMIN"),
                account(environment, "MYSQL"));
        if (existing.admin().isEmpty() && existing.user().isEmpty()) {
            throw new LocalFailure(
                    "MYSQL_HOST is set, so that MySQL is used: set MYSQL_ADMIN_USER and MYSQL_ADMIN_PASSWORD"
                            + " (or MYSQL_USER and MYSQL_PASSWORD) too, or unset MYSQL_HOST to have one started here");
        }
        return Optional.of(existing);
    }

    TandemDatabase database(String name, Secrets secrets) {
        return admin.map(account -> TandemDatabase.beside(new DatabaseServer(host, port, account), name, secrets))
                .orElseGet(() -> TandemDatabase.existing(new DatabaseServer(host, port, user.orElseThrow()), name));
    }

    private static Optional<Account> account(Map<String, String> environment, String prefix) {
        String user = environment.getOrDefault(prefix + "_USER", "");
        String password = Given.secret(environment, prefix + "_PASSWORD").orElse("");
        return user.isBlank() || password.isEmpty() ? Optional.empty() : Optional.of(new Account(user, password));
    }

    private static int port(String given) {
        // What Kubernetes sets for a service that is called mysql.
        String value = given.replaceFirst("^(tcp|udp|sctp)://[^/]*:([0-9]{1,5})/?$", "$2");
        if (value.isBlank()) {
            return STANDARD_PORT;
        }
        if (!value.matches("[0-9]{1,5}")) {
            throw new LocalFailure("MYSQL_PORT is not a port: " + value);
        }
        return Integer.parseInt(value);
    }
}
