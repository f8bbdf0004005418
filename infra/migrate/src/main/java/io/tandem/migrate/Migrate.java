package io.tandem.migrate;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.tandem.variables.BadSettingException;
import io.tandem.variables.MySqlTls;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings the database up to date and ends: exit code 0, or 1 and one line that says why. It is a program of its own so that
 * the services, which run for months and face the network, never hold an account that may change the schema.
 */
@QuarkusMain
public class Migrate implements QuarkusApplication {

    private static final int OLDEST = 8;
    private static final String NO_MYSQL_8 = " is not MySQL 8.0 or later";

    /** What MariaDB and MySQL 5.7.19 say to the session's settings, before anything can be asked. */
    private static final int UNKNOWN_SYSTEM_VARIABLE = 1193;

    private final EnvironmentSettings environment;
    private final Flyway flyway;

    Migrate(EnvironmentSettings environment, Flyway flyway) {
        this.environment = environment;
        this.flyway = flyway;
    }

    /** Settings first: Quarkus builds its data source and Flyway before it runs an application. */
    public static void main(String... arguments) {
        try {
            Settings settings = Settings.from(System.getenv());
            System.setProperty("tandem.migrate.server", settings.address().server());
            System.setProperty("tandem.migrate.database", settings.address().database());
            System.setProperty("tandem.migrate.tls", options(settings.tls()));
        } catch (BadSettingException wrong) {
            System.err.println("migrate: " + wrong.getMessage());
            System.exit(1);
        }
        Quarkus.run(Migrate.class, arguments);
    }

    @Override
    public int run(String... arguments) {
        Settings settings = environment.get();
        System.out.println("migrate: " + settings);
        if (settings.services().isEmpty()) {
            System.out.println("migrate: no grants, since MYSQL_ORDER_USER and MYSQL_LOGISTICS_USER are not set");
        }
        try {
            requireMySql8();
            CutOff.forget(flyway);
            report(flyway.migrate());
            return 0;
        } catch (RuntimeException failure) {
            System.err.println("migrate: failed: " + OneLine.of(failure));
            return 1;
        }
    }

    private static String options(MySqlTls tls) {
        return tls.jdbc().entrySet().stream().map(Object::toString).collect(Collectors.joining("&"));
    }

    private void requireMySql8() {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            DatabaseMetaData server = connection.getMetaData();
            if (server.getDatabaseMajorVersion() < OLDEST
                    || server.getDatabaseProductVersion().contains("MariaDB")) {
                throw new IllegalStateException(server.getDatabaseProductVersion() + NO_MYSQL_8);
            }
        } catch (SQLException failure) {
            throw failure.getErrorCode() == UNKNOWN_SYSTEM_VARIABLE
                    ? new IllegalStateException("the server" + NO_MYSQL_8, failure)
                    : new IllegalStateException("MySQL cannot be asked", failure);
        }
    }

    private static void report(MigrateResult result) {
        result.migrations.forEach(done ->
                System.out.println("migrate: applied " + (done.version.isEmpty() ? "" : "V" + done.version + " ")
                        + done.description + " (" + done.executionTime + " ms)"));
        System.out.println("migrate: up to date" + (result.migrationsExecuted == 0 ? ", nothing to do" : ""));
    }
}
