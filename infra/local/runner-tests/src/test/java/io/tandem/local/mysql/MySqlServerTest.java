package io.tandem.local.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.local.process.FreePorts;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.PidFile;
import io.tandem.local.process.Ports;
import io.tandem.local.process.Secrets;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@Tag("servers")
class MySqlServerTest {

    @TempDir
    Path folder;

    private MySqlServer server;

    @BeforeEach
    void start() {
        server = MySqlServer.start(MySqlConfig.in(folder));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isMySql80AsDurableAsTheCloudOnTheLoopbackInterfaceOnly() throws Exception {
        assertThat(query("SELECT VERSION()")).isEqualTo("8.0.33");
        assertThat(query("SELECT @@innodb_flush_log_at_trx_commit")).isEqualTo("1");
        assertThat(query("SELECT @@bind_address")).isEqualTo("127.0.0.1");
        assertThat(query("SELECT @@max_connections")).isEqualTo("300");
    }

    @Test
    void lowersItsDurabilityWhenAsked() throws Exception {
        MySqlConfig config = MySqlConfig.in(folder.resolve("other")).withDurability(Durability.PROCESS_CRASH);
        try (MySqlServer other = MySqlServer.start(config)) {
            assertThat(query(other, "SELECT @@innodb_flush_log_at_trx_commit")).isEqualTo("2");
        }
    }

    @Test
    void keepsCommittedRowsThroughKill9() throws Exception {
        update("CREATE TABLE kept.t (id INT PRIMARY KEY)", "INSERT INTO kept.t VALUES (42)");
        long first = server.pid();

        server.kill();
        assertThat(server.isAlive()).isFalse();
        server.start();

        assertThat(server.pid()).isNotEqualTo(first);
        assertThat(query("SELECT id FROM kept.t")).isEqualTo("42");
    }

    @Test
    void keepsRowsAndPasswordThroughAnOrderlyStop() throws Exception {
        update("CREATE TABLE kept.t (id INT PRIMARY KEY)", "INSERT INTO kept.t VALUES (43)");
        String password = server.adminPassword();

        server.stop();
        assertThat(Ports.isListening(server.port())).isFalse();
        server.start();

        assertThat(server.adminPassword()).isEqualTo(password);
        assertThat(query("SELECT id FROM kept.t")).isEqualTo("43");
    }

    @Test
    void namesThePortThatIsInUse() throws Exception {
        int port = FreePorts.next();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> MySqlServer.start(
                            MySqlConfig.in(folder.resolve("other")).withPort(taken.getLocalPort())))
                    .isInstanceOf(LocalFailure.class)
                    .hasMessage("Port " + port + " (MySQL) is in use by another program");
        }
    }

    @Test
    void saysInOneLineWhyItDidNotStart() {
        assertThatThrownBy(() -> MySqlServer.start(
                        MySqlConfig.in(folder.resolve("other")).withOptions("--no-such-option")))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining("unknown option '--no-such-option'")
                .hasMessageNotContaining("\n");
    }

    @Test
    void endsTheServerThatAnEarlierKilledRunLeftBehind() {
        long orphan = server.pid();

        MySqlServer second = MySqlServer.start(MySqlConfig.in(folder).withPort(server.port()));

        assertThat(ProcessHandle.of(orphan).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
        assertThat(second.isAlive()).isTrue();
        second.close();
    }

    @Test
    void leavesAStrangersProcessAloneWhoseIdIsInTheStalePidFile() throws Exception {
        server.stop();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            new PidFile(folder.resolve("mysqld.pid")).write(stranger.pid());

            server.start();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void hasAnAdministratorWithARandomPasswordInAFileOfItsOwn() throws Exception {
        assertThat(server.adminPassword()).hasSize(32);
        Path secrets = folder.resolve("admin.secrets");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("init.sql")).doesNotExist();
        assertThat(Files.readString(folder.resolve("mysqld.log"))).doesNotContain(server.adminPassword());
        assertThat(commandLine(server.pid())).doesNotContain(server.adminPassword());
        assertThatThrownBy(() -> Jdbc.connect(server.port(), new Account("root", "")))
                .isInstanceOf(SQLException.class);
        assertThat(Secrets.in(secrets).get("root")).isEqualTo(server.adminPassword());
    }

    @Test
    void findsAShortPlaceForItsSocketWhenTheFolderIsDeep() {
        assertThat(server.socket()).isEqualTo(folder.resolve("mysql.sock")).exists();
        Path deep = folder.resolve("d".repeat(100));
        assertThat(SocketPath.in(deep).toString()).hasSizeLessThan(100);
        assertThat(SocketPath.in(deep)).isEqualTo(SocketPath.in(deep)).isNotEqualTo(SocketPath.in(folder));
    }

    private static String commandLine(long pid) throws Exception {
        return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
    }

    private void update(String... statements) throws SQLException {
        try (Connection connection = server.admin();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE kept");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String query(String sql) throws SQLException {
        return query(server, sql);
    }

    private static String query(MySqlServer server, String sql) throws SQLException {
        try (Connection connection = server.admin();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
