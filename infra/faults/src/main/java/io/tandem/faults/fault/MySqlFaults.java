package io.tandem.faults.fault;

import io.tandem.faults.fault.Fault.Ending;
import io.tandem.faults.rig.Rig;
import io.tandem.local.mysql.Account;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Waiting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** MySQL goes away, refuses, dawdles, or is held by another transaction. */
final class MySqlFaults {

    private static final Duration DOWN = Duration.ofSeconds(2);
    private static final Duration WHILE = Duration.ofSeconds(4);
    /** Past the broker's first check, 1.6 s, and within the time that a statement waits, 3 s: all are asked for, and then commit. */
    static final Duration IN_TIME = Duration.ofMillis(2_500);

    private static final Duration WELL_WITHIN = Duration.ofSeconds(30);
    private static final int SLOW_MS = 40;
    private static final int FEW = 4;
    private static final int DEADLOCKS = 8;

    private MySqlFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of(Family.MYSQL, "killed", DOWN, (rig, random) -> {
                    rig.mySql().kill();
                    return Ending.NOTHING;
                }),
                Fault.of(Family.MYSQL, "restarted", Duration.ZERO, (rig, random) -> {
                    rig.mySql().stop();
                    return Ending.NOTHING;
                }),
                Fault.of(Family.MYSQL, "read-only", WHILE, (rig, random) -> {
                    execute(rig, "SET GLOBAL super_read_only = ON");
                    return () -> execute(rig, "SET GLOBAL super_read_only = OFF", "SET GLOBAL read_only = OFF");
                }),
                new Fault(
                        "fail-over, the old primary lives on read-only",
                        Family.MYSQL,
                        WHILE,
                        MySqlFaults::failOver,
                        rig -> rig.hasReplica() ? Optional.empty() : Optional.of("MySQL has no replica here")),
                Fault.of(Family.MYSQL, "slow", WHILE, (rig, random) -> {
                    rig.nodes().forEach(node -> node.mySql().delay(Duration.ofMillis(SLOW_MS)));
                    return Ending.NOTHING;
                }),
                Fault.of(Family.MYSQL, "out of connections", WHILE, MySqlFaults::outOfConnections),
                refusing(
                        "rights revoked",
                        account -> List.of("REVOKE INSERT ON " + account.table() + " FROM " + account.user()),
                        account -> List.of("GRANT INSERT ON " + account.table() + " TO " + account.user())),
                refusing(
                        "password changed",
                        account -> List.of("ALTER USER " + account.user() + " IDENTIFIED BY 'another'"),
                        account -> List.of(
                                "ALTER USER " + account.user() + " IDENTIFIED BY '" + account.password() + "'")),
                refusing(
                        "an account's limit of connections",
                        account -> List.of("ALTER USER " + account.user() + " WITH MAX_USER_CONNECTIONS 1"),
                        account -> List.of("ALTER USER " + account.user() + " WITH MAX_USER_CONNECTIONS 0")),
                refusing(
                        "no prepared statements left",
                        account -> List.of("SET GLOBAL max_prepared_stmt_count = 0"),
                        account -> List.of("SET GLOBAL max_prepared_stmt_count = 16382")),
                Fault.of(Family.MYSQL, "lock waits", WHILE, MySqlFaults::lockWaits),
                Fault.of(Family.MYSQL, "lock waits that end in time", IN_TIME, MySqlFaults::lockWaits),
                Fault.of(Family.MYSQL, "deadlocks", Duration.ZERO, MySqlFaults::deadlocks));
    }

    /** Nothing ends the connections to the old primary but the services themselves. */
    private static Ending failOver(Rig rig, Random random) {
        rig.failOver();
        int before = orders(rig);
        return () -> {
            if (!Waiting.until(WELL_WITHIN, () -> orders(rig) > before)) {
                throw new LocalFailure("no order at the new primary within " + WELL_WITHIN);
            }
        };
    }

    private static int orders(Rig rig) {
        return number(rig, "SELECT COUNT(*) FROM orders");
    }

    /** One service's account. */
    private record Refused(String user, String password, String table) {}

    /** Of one service; its connections are ended, for what they have they keep. */
    private static Fault refusing(
            String name, Function<Refused, List<String>> refuse, Function<Refused, List<String>> allow) {
        return Fault.of(Family.MYSQL, name, WHILE, (rig, random) -> {
            Account order = rig.database().orderAccount();
            Account logistics = rig.database().logisticsAccount();
            Refused account = random.nextBoolean()
                    ? new Refused(order.user(), order.password(), "orders")
                    : new Refused(logistics.user(), logistics.password(), "logistics");
            execute(rig, refuse.apply(account).toArray(String[]::new));
            endConnections(rig);
            return () -> execute(rig, allow.apply(account).toArray(String[]::new));
        });
    }

    private static void endConnections(Rig rig) {
        try (Connection admin = rig.database().openAsAdmin()) {
            for (int id : connectionsOfServices(admin)) {
                tryExecute(admin, "KILL " + id); // it may have gone by itself
            }
        } catch (SQLException failure) {
            throw new LocalFailure("Cannot end the services' connections: " + failure.getMessage(), failure);
        }
    }

    /** On one connection throughout: MySQL keeps one more for its administrator, and no second. */
    private static Ending outOfConnections(Rig rig, Random random) {
        try {
            Connection admin = rig.database().openAsAdmin();
            int allowed = number(admin, "SELECT @@max_connections");
            execute(admin, "SET GLOBAL max_connections = " + FEW);
            for (int id : connectionsOfServices(admin)) {
                tryExecute(admin, "KILL " + id); // it may have gone by itself
            }
            return () -> allow(admin, allowed);
        } catch (SQLException failure) {
            throw new NotInjectedException("cannot take the connections away: " + failure.getMessage());
        }
    }

    private static void allow(Connection admin, int connections) {
        try (admin) {
            execute(admin, "SET GLOBAL max_connections = " + connections);
        } catch (SQLException failure) {
            throw new LocalFailure("Cannot give the connections back: " + failure.getMessage(), failure);
        }
    }

    /** No order can be inserted: the gap behind the last one is locked. */
    static Ending lockWaits(Rig rig, Random random) {
        Connection holder = lockOrders(rig);
        return () -> release(holder);
    }

    /**
     * Holds the gap that every order goes into, and then asks for the claims of those who wait for it. InnoDB sacrifices the one that
     * wrote less, so this one writes a lot elsewhere first.
     */
    private static Ending deadlocks(Rig rig, Random random) {
        execute(
                rig,
                "CREATE TABLE IF NOT EXISTS faults_ballast (id INT AUTO_INCREMENT PRIMARY KEY, word VARCHAR(20)) ENGINE = InnoDB");
        int before = deadlocksSoFar(rig);
        for (int i = 0; i < DEADLOCKS; i++) {
            Connection holder = lockOrders(rig);
            try (Statement statement = holder.createStatement()) {
                statement.execute("INSERT INTO faults_ballast (word) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
                        + " SELECT i + 1 FROM n WHERE i < 500) SELECT 'ballast' FROM n");
                Waiting.pause(Duration.ofMillis(250));
                statement.executeQuery("SELECT COUNT(*) FROM tx_attempt FOR UPDATE");
            } catch (SQLException sacrificed) {
                // then the other one goes on: not what was wanted, and the count will tell
            } finally {
                release(holder);
            }
        }
        if (deadlocksSoFar(rig) == before) {
            throw new NotInjectedException("no deadlock came about");
        }
        return Ending.NOTHING;
    }

    private static Connection lockOrders(Rig rig) {
        try {
            Connection holder = rig.database().openAsAdmin();
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.executeQuery(
                        "SELECT order_id FROM orders WHERE order_id >= (SELECT MAX(order_id) FROM orders) FOR UPDATE");
            }
            return holder;
        } catch (SQLException failure) {
            throw new NotInjectedException("cannot lock the orders: " + failure.getMessage());
        }
    }

    private static void release(Connection holder) {
        try (holder) {
            holder.rollback();
        } catch (SQLException failure) {
            throw new LocalFailure("Cannot unlock: " + failure.getMessage(), failure);
        }
    }

    private static int deadlocksSoFar(Rig rig) {
        return number(rig, "SELECT COUNT FROM information_schema.innodb_metrics WHERE NAME = 'lock_deadlocks'");
    }

    private static List<Integer> connectionsOfServices(Connection admin) throws SQLException {
        List<Integer> ids = new ArrayList<>();
        try (Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id FROM information_schema.processlist WHERE user LIKE 'tandem%'")) {
            while (rows.next()) {
                ids.add(rows.getInt(1));
            }
        }
        return ids;
    }

    private static int number(Rig rig, String sql) {
        try (Connection admin = rig.database().openAsAdmin()) {
            return number(admin, sql);
        } catch (SQLException failure) {
            throw new LocalFailure(sql + ": " + failure.getMessage(), failure);
        }
    }

    private static int number(Connection admin, String sql) throws SQLException {
        try (Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void execute(Rig rig, String... statements) {
        try (Connection admin = rig.database().openAsAdmin()) {
            for (String sql : statements) {
                execute(admin, sql);
            }
        } catch (SQLException failure) {
            throw new LocalFailure(String.join("; ", statements) + ": " + failure.getMessage(), failure);
        }
    }

    private static void execute(Connection admin, String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void tryExecute(Connection admin, String sql) {
        try {
            execute(admin, sql);
        } catch (SQLException gone) {
            // the caller says why that is all right
        }
    }
}
