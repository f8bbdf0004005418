package io.tandem.rehearse.cloud;

import io.tandem.local.broker.BrokerAccount;
import io.tandem.local.broker.CheckPace;
import io.tandem.local.broker.ClientAccess;
import io.tandem.local.broker.RocketMqConfig;
import io.tandem.local.broker.RocketMqServer;
import io.tandem.local.mysql.MySqlConfig;
import io.tandem.local.mysql.MySqlServer;
import io.tandem.local.process.AtExit;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The third host: what the template orders from RDS and RocketMQ, made with the servers of {@code infra/local}. MySQL takes
 * connections from other hosts over TLS only, and so does RocketMQ, with accounts.
 */
public final class DataHost {

    public static final int MYSQL_PORT = 3306;
    public static final int ROCKETMQ_PORT = 8080;

    private static final int NAME_SERVER_PORT = 9876;
    private static final int BROKER_PORT = 10911;

    private final CloudSettings settings;
    private final Path folder;

    private DataHost(CloudSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /** {@code DataHost SETTINGS FOLDER}: says {@code ready}, and ends with its standard input. */
    public static void main(String... arguments) {
        AtExit.orSayWhyNot(() -> {
            try {
                new DataHost(CloudSettings.read(Path.of(arguments[0])), Path.of(arguments[1])).start();
                System.out.println("ready");
                System.in.transferTo(OutputStream.nullOutputStream());
                System.exit(0);
            } catch (IOException | SQLException failure) {
                throw new LocalFailure("The third host cannot start: " + failure.getMessage(), failure);
            }
        });
    }

    private void start() throws SQLException {
        MySqlServer mySql = MySqlServer.start(MySqlConfig.in(folder.resolve("mysql"))
                .withPort(MYSQL_PORT)
                .withProgress(Progress.SILENT)
                .withOptions(
                        "--bind-address=127.0.0.1," + settings.get("mysql.address"),
                        // Stricter than RDS, which takes either: so a service that forgot its TLS is found out.
                        "--require-secure-transport=ON"));
        try (Connection connection = mySql.admin()) {
            createDatabase(connection);
        }
        RocketMqServer.start(RocketMqConfig.in(folder.resolve("rocketmq"))
                .withPorts(NAME_SERVER_PORT, BROKER_PORT, ROCKETMQ_PORT)
                .withPace(CheckPace.CLOUD)
                .withAccess(ClientAccess.guarded(
                        settings.get("rocketmq.address"),
                        new BrokerAccount(settings.get("rocketmq.user"), settings.get("rocketmq.password")))));
    }

    /** The template's DBMappings and its three accounts: one of type Super, two Normal ones that may do nothing yet. */
    private void createDatabase(Connection connection) throws SQLException {
        execute(connection, "CREATE DATABASE rocketmq_transaction_db DEFAULT CHARACTER SET utf8mb4");
        for (String account : new String[] {"migration", "order", "logistics"}) {
            execute(
                    connection,
                    "CREATE USER ?@'%' IDENTIFIED BY ?",
                    settings.get("mysql." + account + ".user"),
                    settings.get("mysql." + account + ".password"));
        }
        execute(connection, "GRANT ALL ON *.* TO ?@'%' WITH GRANT OPTION", settings.get("mysql.migration.user"));
    }

    private static void execute(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
