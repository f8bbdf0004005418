package io.tandem.faults.rig;

import io.tandem.local.mysql.DatabaseServer;
import io.tandem.local.mysql.Durability;
import io.tandem.local.mysql.MySqlConfig;
import io.tandem.local.mysql.MySqlServer;
import io.tandem.local.mysql.TandemDatabase;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.run.ServerTuning;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** A primary and a replica that follows it by GTID; a fail-over swaps them, and both live on. */
final class MySqlPair implements AutoCloseable {

    /** Of the server that is the primary at first. */
    static final ServerTuning TUNING = new ServerTuning(Durability.AS_RDS, options(1), Map.of());

    private static final int CAUGHT_UP_WITHIN_SECONDS = 30;

    private final Path folder;
    private volatile MySqlServer primary;
    private volatile MySqlServer replica;
    private volatile TandemDatabase database;

    /**
     * @param primary with {@link #TUNING}, and not started yet
     * @param folder of the replica's data
     */
    MySqlPair(MySqlServer primary, TandemDatabase database, Path folder) {
        this.folder = folder;
        this.primary = primary;
        this.database = database;
        this.replica = MySqlServer.of(MySqlConfig.in(folder)
                .withDurability(Durability.AS_RDS)
                .withOptions(options(2).toArray(String[]::new)));
    }

    MySqlServer primary() {
        return primary;
    }

    /** At the primary. */
    TandemDatabase database() {
        return database;
    }

    /** Beside the primary, which need not be there yet. */
    void startReplica() {
        replica.start();
        follow(replica, primary);
    }

    /**
     * As the high availability of RDS does it when the old primary lives on: that is read-only before the other is written to, so that
     * the other has everything, and its connections stay. Then it follows the new one.
     */
    void failOver() {
        MySqlServer old = primary;
        MySqlServer next = replica;
        execute(old, "SET GLOBAL super_read_only = ON");
        if (!hasCaughtUp(next, text(old, "SELECT @@GLOBAL.gtid_executed"))) {
            execute(old, "SET GLOBAL super_read_only = OFF", "SET GLOBAL read_only = OFF");
            throw new LocalFailure("the replica did not catch up, see " + folder);
        }
        execute(next, "STOP REPLICA", "RESET REPLICA ALL");
        execute(next, "SET GLOBAL super_read_only = OFF", "SET GLOBAL read_only = OFF");
        primary = next;
        replica = old;
        database = database.at(DatabaseServer.of(next));
        follow(old, next);
    }

    @Override
    public void close() {
        replica.close();
        primary.close();
    }

    private static List<String> options(int serverId) {
        return List.of("--server-id=" + serverId, "--gtid-mode=ON", "--enforce-gtid-consistency=ON");
    }

    private static void follow(MySqlServer replica, MySqlServer primary) {
        execute(
                replica,
                "SET GLOBAL super_read_only = ON",
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = " + primary.port()
                        + ", SOURCE_USER = '" + MySqlServer.ADMIN_USER + "', SOURCE_PASSWORD = '"
                        + primary.adminPassword()
                        + "', SOURCE_AUTO_POSITION = 1, SOURCE_CONNECT_RETRY = 1, GET_SOURCE_PUBLIC_KEY = 1",
                "START REPLICA");
    }

    private static boolean hasCaughtUp(MySqlServer replica, String transactions) {
        return "0"
                .equals(text(
                        replica,
                        "SELECT WAIT_FOR_EXECUTED_GTID_SET('" + transactions.replace("\n", "") + "', "
                                + CAUGHT_UP_WITHIN_SECONDS + ")"));
    }

    private static void execute(MySqlServer server, String... statements) {
        try (Connection admin = server.admin();
                Statement statement = admin.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new LocalFailure("MySQL at port " + server.port() + ": " + failure.getMessage(), failure);
        }
    }

    private static String text(MySqlServer server, String sql) {
        try (Connection admin = server.admin();
                Statement statement = admin.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException failure) {
            throw new LocalFailure("MySQL at port " + server.port() + ": " + failure.getMessage(), failure);
        }
    }
}
