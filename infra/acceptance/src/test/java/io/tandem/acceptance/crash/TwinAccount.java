package io.tandem.acceptance.crash;

import io.tandem.acceptance.Rows;
import io.tandem.local.mysql.Account;

/** An account of MySQL's that may do what another may, so that what becomes of it concerns one test alone. */
final class TwinAccount {

    private TwinAccount() {}

    static void create(String name, String password, Account like) {
        Rows.execute("DROP USER IF EXISTS " + name);
        Rows.execute("CREATE USER " + name + " IDENTIFIED BY '" + password + "'");
        Rows.texts("SHOW GRANTS FOR " + like.user())
                .forEach(grant -> Rows.execute(grant.replace("`" + like.user() + "`@`%`", name)));
    }
}
