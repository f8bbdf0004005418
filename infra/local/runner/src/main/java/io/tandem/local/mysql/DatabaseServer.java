package io.tandem.local.mysql;

import java.sql.Connection;
import java.sql.SQLException;

/** A MySQL server and someone who may make databases and accounts there: one of ours, or one that was there before. */
public record DatabaseServer(String host, int port, Account admin) {

    public static DatabaseServer of(MySqlServer server) {
        return new DatabaseServer(
                "127.0.0.1", server.port(), new Account(MySqlServer.ADMIN_USER, server.adminPassword()));
    }

    Connection connect() throws SQLException {
        return Jdbc.connect(host, port, "", admin);
    }
}
