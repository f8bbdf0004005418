package io.tandem.local.mysql;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Secrets;
import io.tandem.variables.MySqlAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tandem's database as a deployment sets it up: one account that may change the schema, and one for each service that may
 * do only what the grants of the migration say. What works in a test with these accounts works with them in the cloud.
 */
public final class TandemDatabase {

    public static final String NAME = MySqlAddress.DEFAULT_DATABASE;

    private final DatabaseServer server;
    private final String name;
    private final boolean ours;
    private final boolean alone;
    private final Account migrate;
    private final Account order;
    private final Account logistics;

    private TandemDatabase(
            DatabaseServer server,
            String name,
            boolean ours,
            boolean alone,
            Account migrate,
            Account order,
            Account logistics) {
        this.server = server;
        this.name = name;
        this.ours = ours;
        this.alone = alone;
        this.migrate = migrate;
        this.order = order;
        this.logistics = logistics;
    }

    /**
     * Database and accounts that {@link #createAccounts} makes, with passwords from {@code secrets}, on a server that has no other use:
     * accounts that are there already get these passwords.
     */
    public static TandemDatabase of(DatabaseServer server, String name, Secrets secrets) {
        return of(server, name, secrets, true);
    }

    /**
     * The same on a server that others use, too: a database of another name has accounts of its own, and accounts that have other
     * passwords are another run's, and are not touched.
     */
    public static TandemDatabase beside(DatabaseServer server, String name, Secrets secrets) {
        return of(server, name, secrets, false);
    }

    private static TandemDatabase of(DatabaseServer server, String name, Secrets secrets, boolean alone) {
        String suffix = alone || name.equals(NAME) ? "" : "_" + Integer.toHexString(name.hashCode());
        return new TandemDatabase(
                server,
                name,
                true,
                alone,
                new Account("tandem_migrate" + suffix, secrets.get("mysql.migrate")),
                new Account("tandem_order" + suffix, secrets.get("mysql.order")),
                new Account("tandem_logistics" + suffix, secrets.get("mysql.logistics")));
    }

    /** A database that is there and one account for everything, both made by others. */
    public static TandemDatabase existing(DatabaseServer server, String name) {
        return new TandemDatabase(server, name, false, false, server.account(), server.account(), server.account());
    }

    /** Of the standard name, with its accounts made; {@link #migrate} is still to be called. */
    public static TandemDatabase create(DatabaseServer server, Secrets secrets) {
        return create(server, NAME, secrets);
    }

    /** The same database and accounts on another server, which has them by replication. */
    public TandemDatabase at(DatabaseServer other) {
        return new TandemDatabase(other, name, ours, alone, migrate, order, logistics);
    }

    public static TandemDatabase create(DatabaseServer server, String name, Secrets secrets) {
        return of(server, name, secrets).createAccounts();
    }

    /** Makes database and accounts where they are missing and sets the passwords; touches nothing that is not ours. */
    public TandemDatabase createAccounts() {
        if (ours) {
            try (Connection connection = server.connect()) {
                createIn(connection);
            } catch (SQLException failure) {
                throw new LocalFailure(
                        "Cannot make the database " + name + " at " + server + ": " + failure.getMessage(), failure);
            }
        }
        return this;
    }

    /** Brings the schema up to date by running the migration program, as a deployer would. */
    public TandemDatabase migrate(Path log) {
        Map<String, String> environment = new LinkedHashMap<>(environment(migrate));
        if (ours) {
            environment.put("MYSQL_ORDER_USER", order.user());
            environment.put("MYSQL_LOGISTICS_USER", logistics.user());
        }
        Migration.run(environment, log);
        return this;
    }

    /** Who may do everything on the server, if we know one. */
    public Optional<Account> adminAccount() {
        return ours ? Optional.of(server.account()) : Optional.empty();
    }

    public String host() {
        return server.host();
    }

    public int port() {
        return server.port();
    }

    public String name() {
        return name;
    }

    /** May change the schema and grant what it may. */
    public Account migrateAccount() {
        return migrate;
    }

    public Account orderAccount() {
        return order;
    }

    public Account logisticsAccount() {
        return logistics;
    }

    /** The caller closes it. */
    public Connection open(Account account) throws SQLException {
        return server.open(name, account);
    }

    /** As the server's administrator, for a test that looks at or breaks what no service may touch. */
    public Connection openAsAdmin() throws SQLException {
        return open(server.account());
    }

    /** The {@code MYSQL_*} variables of a program that uses this account. */
    public Map<String, String> environment(Account account) {
        return Map.of(
                "MYSQL_HOST", host(),
                "MYSQL_PORT", Integer.toString(port()),
                "MYSQL_SSL_MODE", server.tls().mode().toString(),
                "MYSQL_SSL_CA", server.tls().authority().map(Path::toString).orElse(""),
                "MYSQL_DB", name,
                "MYSQL_USER", account.user(),
                "MYSQL_PASSWORD", account.password());
    }

    private void createIn(Connection connection) throws SQLException {
        if (!alone) {
            requireNobodyElses(connection);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS `" + name + "` DEFAULT CHARACTER SET utf8mb4");
        }
        for (Account account : new Account[] {migrate, order, logistics}) {
            execute(connection, "CREATE USER IF NOT EXISTS ?@'%' IDENTIFIED BY ?", account.user(), account.password());
            execute(connection, "ALTER USER ?@'%' IDENTIFIED BY ?", account.user(), account.password());
        }
        execute(connection, "GRANT ALL ON `" + name + "`.* TO ?@'%' WITH GRANT OPTION", migrate.user());
    }

    private void requireNobodyElses(Connection connection) throws SQLException {
        List<String> theirs = new ArrayList<>();
        for (Account account : List.of(migrate, order, logistics)) {
            if (exists(connection, account) && !server.admits(account)) {
                theirs.add(account.user());
            }
        }
        if (!theirs.isEmpty()) {
            throw new LocalFailure("MySQL at " + server + " has accounts that another run of Tandem uses ("
                    + String.join(", ", theirs)
                    + "), and their passwords are not changed: unset MYSQL_HOST to have a MySQL"
                    + " started here, or drop these accounts if nothing uses them");
        }
    }

    private static boolean exists(Connection connection, Account account) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM mysql.user WHERE user = ? AND host = '%'")) {
            statement.setString(1, account.user());
            return statement.executeQuery().next();
        }
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
