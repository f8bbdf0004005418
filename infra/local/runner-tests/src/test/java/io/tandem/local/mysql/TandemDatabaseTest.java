package io.tandem.local.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Secrets;
import io.tandem.variables.MySqlTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The migration program runs here against a real server, since only that shows what its SQL and its messages are worth. */
@Tag("servers")
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
                .contains(
                        "applied V1 ledger",
                        "applied V2 orders",
                        "applied V3 logistics",
                        "applied V1001",
                        "up to date");
    }

    @Test
    void hasNothingToDoTheSecondTime() throws Exception {
        Path second = folder.resolve("second.log");
        database.migrate(second);
        assertThat(Files.readString(second)).contains("up to date, nothing to do");
    }

    @Test
    void aDatabaseOfAnEarlierVersionMigratesOnAndKeepsItsRows() throws Exception {
        TandemDatabase older = create("older_db");
        flyway(older)
                .locations("filesystem:../../migrate/src/main/resources/db/migration")
                .target("6")
                .load()
                .migrate();
        Account migrator = older.migrateAccount();
        for (String row : List.of(
                "INSERT INTO tx_attempt (attempt_id, outcome, decided_by) VALUES (REPEAT('a', 16), 'COMMIT', 'LOCAL_TRANSACTION')",
                "INSERT INTO redelivery (attempt_id, order_id, user_id, due_at, times) VALUES (REPEAT('a', 16), 1, 2, NOW(6), 3)",
                "INSERT INTO message_trace (attempt_id, step, result, began_at, host)"
                        + " VALUES (REPEAT('a', 16), 'COMMIT', 'ACKNOWLEDGED', NOW(6), 'h')",
                "UPDATE redelivery_search SET searched_to = REPEAT('b', 16)")) {
            execute(older, migrator, row);
        }

        older.migrate(folder.resolve("older.log"));

        assertThat(text(older, "SELECT times FROM redelivery WHERE attempt_id = REPEAT('a', 16)"))
                .isEqualTo("3");
        assertThat(text(older, "SELECT COUNT(*) FROM tx_attempt JOIN message_trace USING (attempt_id)"))
                .isEqualTo("1");
        assertThat(text(older, "SELECT COUNT(*) FROM redelivery_search")).isEqualTo("1");
        assertThat(columns(older)).isEqualTo(columns(database));
    }

    @Test
    void theLibrarysTablesStandInADatabaseOfTheirOwnToo() throws Exception {
        TandemDatabase third = create("third_db");

        flyway(third)
                .locations("filesystem:../../../src-shared/runtime/src/main/resources/db/tandem")
                .load()
                .migrate();

        List<String> tables = List.of(
                "tx_attempt", "tx_environment", "parked_message", "message_trace", "redelivery", "redelivery_search");
        assertThat(columns(third)).containsOnlyKeys(tables);
        assertThat(columns(database)).containsAllEntriesOf(columns(third));
    }

    @Test
    void isNotTouchedByASecondCreateWithTheSameSecrets() {
        TandemDatabase again = create(TandemDatabase.NAME);
        assertThat(again.orderAccount()).isEqualTo(database.orderAccount());
    }

    @Test
    void changesNoPasswordOfAccountsThatAnotherRunUses() {
        DatabaseServer theirs = DatabaseServer.of(server);
        TandemDatabase other =
                TandemDatabase.beside(theirs, TandemDatabase.NAME, Secrets.in(folder.resolve("other-secrets")));

        assertThatThrownBy(other::createAccounts)
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining("tandem_migrate, tandem_order, tandem_logistics")
                .hasMessageContaining("unset MYSQL_HOST");

        assertThatCode(() -> database.open(database.orderAccount()).close()).doesNotThrowAnyException();
    }

    @Test
    void aDatabaseOfAnotherNameHasAccountsOfItsOwn() {
        TandemDatabase other = TandemDatabase.beside(
                DatabaseServer.of(server), "beside_db", Secrets.in(folder.resolve("other-secrets")));

        assertThatCode(other::createAccounts).doesNotThrowAnyException();
        assertThat(other.orderAccount().user()).startsWith("tandem_order_");
    }

    @Test
    void findsItsOwnAccountsAgainBesideOthers() {
        Secrets ours = Secrets.in(folder.resolve("secrets"));

        assertThatCode(() -> TandemDatabase.beside(DatabaseServer.of(server), TandemDatabase.NAME, ours)
                        .createAccounts())
                .doesNotThrowAnyException();
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
                .hasMessageContaining("Settings missing: MYSQL_HOST, MYSQL_PASSWORD, MYSQL_USER");
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

    /** The authority that MySQL made for itself. */
    @Test
    void verifiesTheServerInTheModesOfTheServices() throws Exception {
        Path authority = authority();
        Map<String, String> environment = with("MYSQL_SSL_MODE", "verify-ca");
        environment.put("MYSQL_SSL_CA", authority.toString());
        Path output = folder.resolve("verified.log");

        Migration.run(environment, output);

        assertThat(output).content().contains("up to date");
        environment.put("MYSQL_SSL_MODE", "verify-identity");
        assertThatThrownBy(() -> Migration.run(environment, folder.resolve("identity.log")))
                .as("its certificate names no host")
                .isInstanceOf(LocalFailure.class);
    }

    @Test
    void theRunnerVerifiesAServerThatWasThereAlready() throws Exception {
        Account admin = DatabaseServer.of(server).account();
        MySqlTls tls = new MySqlTls(MySqlTls.Mode.VERIFY_CA, Optional.of(authority()));

        assertThat(new DatabaseServer("127.0.0.1", server.port(), admin, tls).admits(admin))
                .isTrue();
        MySqlTls identity = new MySqlTls(MySqlTls.Mode.VERIFY_IDENTITY, tls.authority());
        assertThat(new DatabaseServer("127.0.0.1", server.port(), admin, identity).admits(admin))
                .as("its certificate names no host")
                .isFalse();
    }

    @Test
    void aDatabaseMayHaveAnyNameThatTheServicesTake() {
        TandemDatabase odd = create("odd-db$1").migrate(folder.resolve("odd.log"));

        assertThatCode(() -> execute(odd, odd.orderAccount(), "SELECT * FROM orders"))
                .doesNotThrowAnyException();
    }

    private static Path authority() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("ca.pem")).findFirst().orElseThrow();
        }
    }

    private static TandemDatabase create(String name) {
        return TandemDatabase.create(DatabaseServer.of(server), name, Secrets.in(folder.resolve("secrets")));
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> environment = new HashMap<>(database.environment(database.migrateAccount()));
        environment.put(key, value);
        return environment;
    }

    private static FluentConfiguration flyway(TandemDatabase of) {
        Account account = of.migrateAccount();
        String url = "jdbc:mysql://%s:%d/%s?allowPublicKeyRetrieval=true&connectionTimeZone=UTC"
                .formatted(of.host(), of.port(), of.name());
        return Flyway.configure().dataSource(url, account.user(), account.password());
    }

    /** By table, each column with its type; then each index with what it covers. */
    private static Map<String, String> columns(TandemDatabase of) throws SQLException {
        try (Connection connection = of.openAsAdmin();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT table_name, CONCAT_WS('; ',
                            (SELECT GROUP_CONCAT(CONCAT_WS(' ', column_name, column_type, is_nullable, column_default)
                                ORDER BY column_name) FROM information_schema.columns c
                                WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name),
                            (SELECT GROUP_CONCAT(CONCAT_WS(' ', index_name, seq_in_index, column_name)
                                ORDER BY index_name, seq_in_index) FROM information_schema.statistics s
                                WHERE s.table_schema = t.table_schema AND s.table_name = t.table_name))
                        FROM information_schema.tables t
                        WHERE table_schema = DATABASE() AND table_name <> 'flyway_schema_history'""")) {
            Map<String, String> columns = new HashMap<>();
            while (rows.next()) {
                columns.put(rows.getString(1), rows.getString(2));
            }
            return columns;
        }
    }

    private static String text(TandemDatabase of, String sql) throws SQLException {
        try (Connection connection = of.openAsAdmin();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(Account account, String sql) throws SQLException {
        execute(database, account, sql);
    }

    private static void execute(TandemDatabase of, Account account, String sql) throws SQLException {
        try (Connection connection = of.open(account);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
