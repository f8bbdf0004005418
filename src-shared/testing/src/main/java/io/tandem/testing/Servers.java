package io.tandem.testing;

import io.tandem.local.broker.RocketMqConfig;
import io.tandem.local.broker.RocketMqServer;
import io.tandem.local.mysql.DatabaseServer;
import io.tandem.local.mysql.MySqlConfig;
import io.tandem.local.mysql.MySqlServer;
import io.tandem.local.mysql.TandemDatabase;
import io.tandem.local.process.Folders;
import io.tandem.local.process.Secrets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real MySQL with Tandem's schema and one real RocketMQ for all tests of a module, started when the first test asks for them
 * and stopped with the test JVM. Tests keep apart by topics, groups and order numbers of their own. A {@code @QuarkusTest} is
 * loaded, and with it this class, by a class loader of Quarkus: beside other tests it has servers, and a folder, of its own.
 */
public final class Servers {

    /** As in the cloud: six deliveries, then the dead-letter topic. */
    private static final int GROUP_RETRIES = 5;

    /** Counts the loaded copies of this class in the JVM. */
    private static final String COPIES = "tandem.testing.servers";

    private static final Path FOLDER = Path.of(
                    "target",
                    "servers",
                    System.getProperties()
                            .merge(
                                    COPIES,
                                    "1",
                                    (before, one) -> Integer.toString(Integer.parseInt((String) before) + 1))
                            .toString())
            .toAbsolutePath();

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static MySqlServer mySql;
    private static TandemDatabase database;
    private static RocketMqServer rocketMq;

    private Servers() {}

    /** The MySQL server; a test that stops it must start it again. */
    public static synchronized MySqlServer mySql() {
        if (mySql == null) {
            Folders.delete(FOLDER.resolve("mysql"));
            mySql = MySqlServer.start(MySqlConfig.in(FOLDER.resolve("mysql")));
            Runtime.getRuntime().addShutdownHook(new Thread(mySql::close));
        }
        return mySql;
    }

    /** Tandem's database on it, migrated as a deployer would. */
    public static synchronized TandemDatabase database() {
        if (database == null) {
            database = TandemDatabase.create(
                            DatabaseServer.of(mySql()),
                            Secrets.in(FOLDER.resolve("mysql").resolve("secrets")))
                    .migrate(FOLDER.resolve("migrate.log"));
        }
        return database;
    }

    /** The broker, with fast checks; a test that stops it must start it again. */
    public static synchronized RocketMqServer rocketMq() {
        if (rocketMq == null) {
            Folders.delete(FOLDER.resolve("rocketmq"));
            rocketMq = RocketMqServer.start(RocketMqConfig.in(FOLDER.resolve("rocketmq")));
            Runtime.getRuntime().addShutdownHook(new Thread(rocketMq::close));
        }
        return rocketMq;
    }

    /** A fresh transaction topic. */
    public static String newTopic() {
        String topic = "TOPIC_" + NUMBER.incrementAndGet();
        rocketMq().createTransactionTopic(topic);
        return topic;
    }

    /** A fresh consumer group. */
    public static String newGroup() {
        String group = "GROUP_" + NUMBER.incrementAndGet();
        rocketMq().createGroup(group, GROUP_RETRIES);
        return group;
    }

    /** Runs a statement as the database's administrator. */
    public static int execute(String sql, Object... values) {
        try (Connection connection = database().openAsAdmin();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** The first column of the first row, as a number. */
    public static long number(String sql, Object... values) {
        try (Connection connection = database().openAsAdmin();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** The first column of the first row, as a text; null if there is no row. */
    public static String text(String sql, Object... values) {
        try (Connection connection = database().openAsAdmin();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
