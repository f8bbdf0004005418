package io.tandem.rehearse.cloud;

import io.tandem.local.broker.BrokerAccount;
import io.tandem.local.broker.CheckPace;
import io.tandem.local.broker.ClientAccess;
import io.tandem.local.broker.RocketMqConfig;
import io.tandem.local.broker.RocketMqServer;
import io.tandem.local.mysql.MySqlConfig;
import io.tandem.local.mysql.MySqlServer;
import io.tandem.local.process.AtExit;
import io.tandem.local.process.Folders;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.stream.Stream;

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
    private MySqlServer mySql;
    private RocketMqServer rocketMq;

    private DataHost(CloudSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /**
     * {@code DataHost SETTINGS FOLDER}: says {@code ready}, and ends with its standard input. It takes lines: {@code account NAME KIND
     * PASSWORD} (in Base64), {@code drop NAME}, {@code messaging USER PASSWORD}, {@code backup} and {@code restore}.
     */
    public static void main(String... arguments) {
        AtExit.orSayWhyNot(() -> {
            try {
                DataHost host = new DataHost(CloudSettings.read(Path.of(arguments[0])), Path.of(arguments[1]));
                host.start();
                System.out.println("ready");
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    host.obey(line.split(" ", -1));
                    System.out.println("done");
                }
                System.exit(0);
            } catch (IOException | SQLException failure) {
                throw new LocalFailure("The third host cannot go on: " + failure.getMessage(), failure);
            }
        });
    }

    private void start() throws SQLException {
        mySql = MySqlServer.start(MySqlConfig.in(folder.resolve("mysql"))
                .withPort(MYSQL_PORT)
                .withProgress(Progress.SILENT)
                .withOptions(
                        "--bind-address=127.0.0.1," + settings.get("mysql.address"),
                        // Stricter than RDS, which takes either: so a service that forgot its TLS is found out.
                        "--require-secure-transport=ON"));
        // The template's DBMappings.
        execute("CREATE DATABASE %s DEFAULT CHARACTER SET utf8mb4".formatted(settings.get("mysql.database")));
        startRocketMq(new BrokerAccount(settings.get("rocketmq.user"), settings.get("rocketmq.password")));
    }

    private void startRocketMq(BrokerAccount account) {
        rocketMq = RocketMqServer.start(RocketMqConfig.in(folder.resolve("rocketmq"))
                .withPorts(NAME_SERVER_PORT, BROKER_PORT, ROCKETMQ_PORT)
                .withPace(CheckPace.CLOUD)
                .withAccess(ClientAccess.guarded(settings.get("rocketmq.address"), account)));
    }

    private void obey(String... words) throws SQLException, IOException {
        switch (words[0]) {
            case "account" -> {
                String password = decoded(words[3]);
                execute("CREATE USER IF NOT EXISTS ?@'%' IDENTIFIED BY ?", words[1], password);
                execute("ALTER USER ?@'%' IDENTIFIED BY ?", words[1], password);
                if (words[2].equals("Super")) {
                    execute("GRANT ALL ON *.* TO ?@'%' WITH GRANT OPTION", words[1]);
                }
            }
            case "drop" -> execute("DROP USER IF EXISTS ?@'%'", words[1]);
            // The broker learns of an account when it starts; the one that it knew stays.
            case "messaging" -> {
                rocketMq.stop();
                startRocketMq(new BrokerAccount(words[1], decoded(words[2])));
            }
            case "backup" -> copy(folder.resolve("mysql/data"), folder.resolve("backup"));
            case "restore" -> copy(folder.resolve("backup"), folder.resolve("mysql/data"));
            default -> throw new LocalFailure("The third host does not know " + words[0]);
        }
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    /** The database as it is now, or was then; no client is connected meanwhile. */
    private void copy(Path from, Path to) throws IOException {
        mySql.stop();
        Folders.delete(to);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.copy(each, to.resolve(from.relativize(each).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        mySql.start();
    }

    private void execute(String sql, String... values) throws SQLException {
        try (Connection connection = mySql.admin();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
