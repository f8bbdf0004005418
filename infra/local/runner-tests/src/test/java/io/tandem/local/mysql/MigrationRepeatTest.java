package io.tandem.local.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.ProjectRoot;
import io.tandem.local.process.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A migration that was cut off is brought to its end by the next run. */
@Tag("servers")
class MigrationRepeatTest {

    /** Older ones create what must not be there; see CutOff in infra/migrate. */
    private static final int LAST_NOT_REPEATABLE = 4;

    @TempDir
    static Path folder;

    private static MySqlServer server;

    @BeforeAll
    static void start() {
        server = MySqlServer.start(MySqlConfig.in(folder.resolve("mysql")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void eachScriptMayBeRunAgainAfterAnyOfItsStatements() throws Exception {
        TandemDatabase database = create("cut_off_db");
        try (Connection connection = database.openAsAdmin();
                Statement statement = connection.createStatement()) {
            for (Path script : scripts()) {
                List<String> statements = statements(script);
                if (version(script) > LAST_NOT_REPEATABLE) {
                    for (int done = 1; done <= statements.size(); done++) {
                        runAll(statement, statements.subList(0, done), script);
                    }
                }
                runAll(statement, statements, script);
            }
        }
    }

    /** A parameter group may say anything. */
    @Test
    void aServersOwnDefaultsAreNotTheScripts() throws Exception {
        TandemDatabase database = create("adverse_db");
        List<String> variables =
                List.of("transaction_read_only", "sql_safe_updates", "sql_select_limit", "sql_mode", "autocommit");
        Map<String, String> before = new HashMap<>();
        Path log = folder.resolve("adverse.log");
        try (Connection admin = database.openAsAdmin();
                Statement statement = admin.createStatement()) {
            for (String variable : variables) {
                try (var value = statement.executeQuery("SELECT @@GLOBAL." + variable)) {
                    value.next();
                    before.put(variable, value.getString(1));
                }
            }
            statement.execute("SET GLOBAL transaction_read_only = 1, GLOBAL sql_safe_updates = 1,"
                    + " GLOBAL sql_select_limit = 1, GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES',"
                    + " GLOBAL autocommit = 0");
            try {
                database.migrate(log);
                fail(statement, "1002");
                database.migrate(log);
            } finally {
                for (String variable : variables) {
                    String value = before.get(variable);
                    statement.execute(
                            "SET GLOBAL " + variable + " = " + (value.matches("[0-9]+") ? value : "'" + value + "'"));
                }
            }
        }
        assertThat(log).content().contains("up to date").doesNotContain("failed");
    }

    @ParameterizedTest
    @CsvSource({"6, settle by hand", "1002, groups"})
    void aScriptThatFailedIsRunAgain(String version, String name) throws Exception {
        TandemDatabase database = create("failed_" + version).migrate(folder.resolve("first.log"));
        fail(database, version);

        Path again = folder.resolve("again-" + version + ".log");
        database.migrate(again);

        assertThat(again).content().contains("applied V" + version + " " + name, "up to date");
        Path last = folder.resolve("last-" + version + ".log");
        database.migrate(last);
        assertThat(last).content().contains("nothing to do");
    }

    /** Files for containers name every variable. */
    @Test
    void aSettingThatIsSetToNothingIsNotSetNeitherOursNorQuarkus() {
        TandemDatabase database = create("blank_db");
        Map<String, String> environment = new HashMap<>(database.environment(database.migrateAccount()));
        List.of(
                        "MYSQL_SSL_MODE",
                        "MYSQL_ORDER_USER",
                        "MYSQL_LOGISTICS_USER",
                        "QUARKUS_LOG_LEVEL",
                        "QUARKUS_DATASOURCE_JDBC_MAX_SIZE")
                .forEach(name -> environment.put(name, ""));

        Path log = folder.resolve("blank.log");
        Migration.run(environment, log);

        assertThat(log).content().contains("no grants", "up to date");
    }

    @Test
    void oneThatCannotBeSaysSo() throws Exception {
        TandemDatabase database = create("old_db").migrate(folder.resolve("old.log"));
        fail(database, "4");

        assertThatThrownBy(() -> database.migrate(folder.resolve("refused.log")))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining("V4 follow every message was cut off and cannot be run again");
    }

    /** As Flyway leaves it. */
    private static void fail(TandemDatabase database, String version) throws SQLException {
        try (Connection connection = database.openAsAdmin();
                Statement statement = connection.createStatement()) {
            fail(statement, version);
        }
    }

    private static void fail(Statement statement, String version) throws SQLException {
        statement.executeUpdate("DELETE FROM flyway_schema_history WHERE version IS NULL OR version > " + version);
        assertThat(statement.executeUpdate("UPDATE flyway_schema_history SET success = 0 WHERE version = " + version))
                .isOne();
    }

    private static void runAll(Statement statement, List<String> statements, Path script) {
        for (String each : statements) {
            try {
                statement.execute(each);
            } catch (SQLException failure) {
                throw new AssertionError(script.getFileName() + " cannot be run again: " + each, failure);
            }
        }
    }

    /** The services' and the library's. */
    private static List<Path> scripts() throws IOException {
        Path root = ProjectRoot.find();
        try (Stream<Path> services = Files.list(root.resolve("infra/migrate/src/main/resources/db/migration"));
                Stream<Path> library = Files.list(root.resolve("src-shared/runtime/src/main/resources/db/tandem"))) {
            return Stream.concat(services, library)
                    .sorted(Comparator.comparingInt(MigrationRepeatTest::version))
                    .toList();
        }
    }

    private static int version(Path script) {
        return Integer.parseInt(script.getFileName().toString().replaceFirst("^V(\\d+)__.*", "$1"));
    }

    /** A statement ends with a semicolon at the end of a line. */
    private static List<String> statements(Path script) throws IOException {
        String text = Files.readString(script).replaceAll("(?m)^--.*$", "");
        return Stream.of(text.split(";\\s*(?:\\n|$)"))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static TandemDatabase create(String name) {
        return TandemDatabase.create(DatabaseServer.of(server), name, Secrets.in(folder.resolve("secrets")));
    }
}
