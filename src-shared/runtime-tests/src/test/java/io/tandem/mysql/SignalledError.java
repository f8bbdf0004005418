package io.tandem.mysql;

import io.tandem.testing.Servers;

/**
 * An error that the real server sends because a procedure says so, and not because anything is wrong: so each number can be had on the
 * real wire, also of a full disk or a replication group.
 */
final class SignalledError {

    private SignalledError() {}

    static void create() {
        // A condition's class is no parameter of SIGNAL.
        Servers.execute("CREATE PROCEDURE signalled(number INT, state CHAR(5)) CASE state"
                + " WHEN '22001' THEN SIGNAL SQLSTATE '22001' SET MYSQL_ERRNO = number;"
                + " WHEN '23000' THEN SIGNAL SQLSTATE '23000' SET MYSQL_ERRNO = number;"
                + " WHEN '45000' THEN SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = number;"
                + " ELSE SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = number; END CASE");
    }

    static void drop() {
        Servers.execute("DROP PROCEDURE signalled");
    }

    static String call(int number, String sqlState) {
        return "CALL signalled(" + number + ", '" + sqlState + "')";
    }
}
