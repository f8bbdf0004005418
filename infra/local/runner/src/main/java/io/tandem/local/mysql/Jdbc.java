package io.tandem.local.mysql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Connector/J with the settings of a server that only this machine can reach. */
final class Jdbc {

    private Jdbc() {}

    static Connection connect(String host, int port, String database, Account account) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("user", account.user());
        settings.setProperty("password", account.password());
        settings.setProperty("sslMode", "PREFERRED");
        settings.setProperty("allowPublicKeyRetrieval", "true"); // caching_sha2_password without TLS
        settings.setProperty("connectTimeout", "5000");
        settings.setProperty("socketTimeout", "60000");
        settings.setProperty("connectionTimeZone", "UTC");
        return DriverManager.getConnection("jdbc:mysql://" + host + ":" + port + "/" + database, settings);
    }
}
