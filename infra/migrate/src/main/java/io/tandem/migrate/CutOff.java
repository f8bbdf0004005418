package io.tandem.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;

/**
 * A script that an earlier run did not bring to its end. MySQL commits each DDL statement by itself, so its first statements hold.
 * Flyway then refuses to go on; here it goes on, because scripts may be run again after any of their statements (a test holds them
 * to it). Flyway's own repair would also accept scripts that were edited after they were applied.
 */
final class CutOff {

    /** The first scripts create tables that must not be there; a database in which they failed holds no orders. */
    private static final MigrationVersion LAST_NOT_REPEATABLE = MigrationVersion.fromVersion("4");

    private CutOff() {}

    static void forget(Flyway flyway) {
        MigrationInfo[] failed = Arrays.stream(flyway.info().all())
                .filter(each -> each.getState().isFailed())
                .toArray(MigrationInfo[]::new);
        for (MigrationInfo each : failed) {
            if (each.isVersioned() && !each.getVersion().isNewerThan(LAST_NOT_REPEATABLE)) {
                throw new IllegalStateException("V" + each.getVersion() + " " + each.getDescription()
                        + " was cut off and cannot be run again: see \"A migration that failed\" in"
                        + " docs/operations.md");
            }
        }
        if (failed.length > 0) {
            deleteFailed(flyway.getConfiguration());
        }
    }

    private static void deleteFailed(Configuration flyway) {
        try (Connection connection = flyway.getDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM " + flyway.getTable() + " WHERE success = 0");
        } catch (SQLException failure) {
            throw new IllegalStateException("cannot forget a migration that was cut off", failure);
        }
    }
}
