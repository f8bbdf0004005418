package io.tandem.local.run;

import io.tandem.local.mysql.Account;
import io.tandem.local.mysql.DatabaseServer;
import io.tandem.local.mysql.TandemDatabase;
import io.tandem.local.process.Secrets;
import io.tandem.variables.MySqlAddress;
import io.tandem.variables.MySqlTls;
import io.tandem.variables.Variables;
import java.util.Optional;

/**
 * A MySQL that was there already, named by {@code MYSQL_HOST}. With an administrator's account, Tandem makes its database
 * and accounts there as it does in its own; with {@code MYSQL_USER} only, that one does everything.
 */
record ExistingMySql(MySqlAddress address, MySqlTls tls, Optional<Account> admin, Optional<Account> user) {

    static Optional<ExistingMySql> from(Variables variables) {
        Optional<MySqlAddress> address = MySqlAddress.from(variables);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        Optional<Account> admin = account(variables, "MYSQL_ADMIN");
        Optional<Account> user = admin.isPresent() ? Optional.empty() : account(variables, "MYSQL");
        if (admin.isEmpty() && user.isEmpty()) {
            variables.complain(
                    "MYSQL_USER",
                    "and MYSQL_PASSWORD (or MYSQL_ADMIN_USER and MYSQL_ADMIN_PASSWORD) must be set with MYSQL_HOST:"
                            + " unset MYSQL_HOST to have a MySQL started here");
        }
        return Optional.of(new ExistingMySql(address.get(), MySqlTls.from(variables), admin, user));
    }

    TandemDatabase database(Secrets secrets) {
        return admin.map(account -> TandemDatabase.beside(server(account), address.database(), secrets))
                .orElseGet(() -> TandemDatabase.existing(server(user.orElseThrow()), address.database()));
    }

    private DatabaseServer server(Account account) {
        return new DatabaseServer(address.host(), address.port(), account, tls);
    }

    private static Optional<Account> account(Variables variables, String prefix) {
        return variables
                .optional(prefix + "_USER")
                .map(user -> new Account(user, variables.required(prefix + "_PASSWORD")));
    }
}
