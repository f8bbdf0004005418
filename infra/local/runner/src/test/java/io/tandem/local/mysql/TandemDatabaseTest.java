package io.tandem.local.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The migration program runs here against a real server, since only that shows what its SQL and its messages are worth. */
class TandemDatabaseTest {

    @TempDir
    static Path folder;

    private static MySqlServer server;
    private static TandemDatabase database;
    private static Path log;

    @BeforeAll
    static void start() {
        server = MySqlServer.start(MySqlConfig.in(folder.resolve("mysql")));
        log = folder.resolve("migrate.log");
        database = create(TandemDatabase.NAME).migrate(log);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void isMigratedAndSaysSo() {
        assertThat(log)
                .content()
                .contains("applied V1 ledger", "applied V2 orders", "applied V3 logistics", "up to date");
    }

    @Test
    void hasNothingToDoTheSecondTime() throws Exception {
        Path second = folder.resolve("second.log");
        database.migrate(second);
        assertThat(Files.readString(second)).contains("up to date, nothing to do");
    }

    @Test
    void isNotTouchedByASecondCreateWithTheSameSecrets() {
        TandemDatabase again = create(TandemDatabase.NAME);
        assertThat(again.orderAccount()).isEqualTo(database.orderAccount());
    }

    @Test
    void letsEachServiceDoWhatItsGrantsSayAndNoMore() {
        assertThatCode(() -> execute(database.orderAccount(), "SELECT * FROM orders"))
                .doesNotThrowAnyException();
        assertThatCode(() -> execute(database.logisticsAccount(), "SELECT * FROM logistics"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> execute(database.orderAccount(), "DELETE FROM logistics"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
        assertThatThrownBy(() -> execute(database.logisticsAccount(), "SELECT * FROM orders"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
        assertThatThrownBy(() -> execute(database.orderAccount(), "CREATE TABLE mine (id INT)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
    }

    @Test
    void leavesTheGrantsOutWhenItIsNotToldToWhom() {
        TandemDatabase bare = create("bare_db");
        Path output = folder.resolve("bare.log");
        Migration.run(bare.environment(bare.migrateAccount()), output);
        assertThat(output).content().contains("no grants, since MYSQL_ORDER_USER and MYSQL_LOGISTICS_USER are not set");
    }

    @Test
    void failsInOneLineWhenSettingsAreMissing() {
        assertThatThrownBy(() -> Migration.run(Map.of(), folder.resolve("missing.log")))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining("MYSQL_HOST is not set; MYSQL_USER is not set; MYSQL_PASSWORD is not set");
        assertThat(folder.resolve("missing.log")).content().hasLineCount(1);
    }

    @Test
    void failsInOneLineWhenThePasswordIsWrong() {
        Map<String, String> environment = with("MYSQL_PASSWORD", "wrong");
        assertThatThrownBy(() -> Migration.run(environment, folder.resolve("wrong.log")))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining("Access denied for user 'tandem_migrate'");
        assertThat(folder.resolve("wrong.log")).content().hasLineCount(3).doesNotContain("\tat ");
    }

    @Test
    void failsInOneLineWhenNobodyListens() {
        Map<String, String> environment = with("MYSQL_PORT", "1");
        assertThatThrownBy(() -> Migration.run(environment, folder.resolve("down.log")))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining("Connection refused");
        assertThat(folder.resolve("down.log")).content().doesNotContain("\tat ");
    }

    @Test
    void takesItsPasswordFromAFile() throws Exception {
        Path file = folder.resolve("password");
        Files.writeString(file, database.migrateAccount().password() + "\n");
        Map<String, String> environment = with("MYSQL_PASSWORD_FILE", file.toString());
        environment.remove("MYSQL_PASSWORD");
        Path output = folder.resolve("file.log");
        Migration.run(environment, output);
        assertThat(output).content().contains("up to date");
    }

    private static TandemDatabase create(String name) {
        return TandemDatabase.create(DatabaseServer.of(server), name, Secrets.in(folder.resolve("secrets")));
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> environment = new HashMap<>(database.environment(database.migrateAccount()));
        environment.put(key, value);
        return environment;
    }

    private static void execute(Account account, String sql) throws SQLException {
        try (Connection connection = database.open(account);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
