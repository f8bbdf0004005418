package io.tandem.local.mysql;

import io.tandem.variables.Host;
import io.tandem.variables.MySqlTls;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Connector/J with the settings of a server of development. */
final class Jdbc {

    private Jdbc() {}

    /** To a server that only this machine can reach. */
    static Connection connect(int port, Account account) throws SQLException {
        return connect(Host.withPort("127.0.0.1", port), "", account, MySqlTls.NONE);
    }

    static Connection connect(String server, String database, Account account, MySqlTls tls) throws SQLException {
        Properties settings = new Properties();
        settings.putAll(tls.jdbc());
        settings.setProperty("user", account.user());
        settings.setProperty("password", account.password());
        settings.setProperty("allowPublicKeyRetrieval", "true"); // caching_sha2_password without TLS
        settings.setProperty("connectTimeout", "5000");
        settings.setProperty("socketTimeout", "60000");
        settings.setProperty("connectionTimeZone", "UTC");
        return DriverManager.getConnection("jdbc:mysql://" + server + "/" + database, settings);
    }
}
