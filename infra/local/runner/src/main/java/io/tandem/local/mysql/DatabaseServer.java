package io.tandem.local.mysql;

import io.tandem.variables.Host;
import io.tandem.variables.MySqlTls;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A MySQL server and an account there: the administrator of one of ours, or what the environment gives for another's.
 */
public record DatabaseServer(String host, int port, Account account, MySqlTls tls) {

    public static DatabaseServer of(MySqlServer server) {
        return new DatabaseServer(
                "127.0.0.1", server.port(), new Account(MySqlServer.ADMIN_USER, server.adminPassword()), MySqlTls.NONE);
    }

    Connection connect() throws SQLException {
        return open("", account);
    }

    Connection open(String database, Account other) throws SQLException {
        return Jdbc.connect(toString(), database, other, tls);
    }

    /** Whether that account exists with that password. */
    boolean admits(Account other) {
        try (Connection connection = open("", other)) {
            return connection.isValid(0);
        } catch (SQLException refused) {
            return false;
        }
    }

    @Override
    public String toString() {
        return Host.withPort(host, port);
    }
}
