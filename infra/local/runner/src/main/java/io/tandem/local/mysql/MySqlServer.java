package io.tandem.local.mysql;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.PidFile;
import io.tandem.local.process.Ports;
import io.tandem.local.process.PrivateFile;
import io.tandem.local.process.Secrets;
import io.tandem.local.process.Server;
import io.tandem.local.process.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A real mysqld 8.0 on the loopback interface. It keeps its port, its data and its passwords from one start to the next, so
 * it can be killed and started again under the feet of its clients.
 */
public final class MySqlServer implements Server, AutoCloseable {

    public static final String ADMIN_USER = "root";

    private static final Duration START_TIMEOUT = Duration.ofMinutes(4);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final MySqlConfig config;
    private final Secrets secrets;
    private final PidFile pidFile;
    private final Path socket;
    private volatile ChildProcess process;

    private MySqlServer(MySqlConfig config) {
        this.config = config;
        this.secrets = Secrets.in(config.folder().resolve("admin.secrets"));
        this.pidFile = new PidFile(config.pidFile());
        this.socket = SocketPath.in(config.folder());
    }

    /** One that is not started yet. */
    public static MySqlServer of(MySqlConfig config) {
        return new MySqlServer(config);
    }

    /** Returns when the server answers; a server of an earlier, killed run on the same folder is ended first. */
    public static MySqlServer start(MySqlConfig config) {
        MySqlServer server = of(config);
        server.start();
        return server;
    }

    @Override
    public String name() {
        return "mysql";
    }

    /** Starts it again after {@link #stop()} or {@link #kill()}, on the same port and data. */
    @Override
    public synchronized void start() {
        if (isAlive()) {
            return;
        }
        pidFile.endOrphan(data().toString());
        Ports.requireFree(config.port(), "MySQL");
        MySqlInstallation installation = MySqlInstallation.ofUser(config.progress());
        if (!Files.exists(data())) {
            installation.copyTemplateTo(data());
        }
        Path initFile = config.folder().resolve("init.sql");
        PrivateFile.write(initFile, initStatements());
        try {
            process = ChildProcess.start(
                    ChildProcess.Command.of("mysqld", command(installation, initFile), config.log()));
            pidFile.write(process.pid());
            awaitReady();
        } finally {
            PrivateFile.delete(initFile);
        }
    }

    public int port() {
        return config.port();
    }

    /** The Unix socket, on which {@code root} can connect, too. */
    public Path socket() {
        return socket;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public ProcessHandle handle() {
        return process.handle();
    }

    @Override
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public String adminPassword() {
        return secrets.get("root");
    }

    /** As {@value #ADMIN_USER}, who may do everything; the caller closes it. */
    public Connection admin() throws SQLException {
        return Jdbc.connect(port(), new Account(ADMIN_USER, adminPassword()));
    }

    @Override
    public void kill() {
        end(ChildProcess::kill);
    }

    @Override
    public void stop() {
        end(child -> child.stop(STOP_TIMEOUT));
    }

    @Override
    public void close() {
        stop();
    }

    private void end(Consumer<ChildProcess> how) {
        ChildProcess running = process;
        if (running != null) {
            how.accept(running);
            pidFile.delete();
        }
    }

    private Path data() {
        return config.folder().resolve("data");
    }

    private List<String> command(MySqlInstallation installation, Path initFile) {
        List<String> words = new ArrayList<>(installation.command(data()));
        words.addAll(List.of(
                "--port=" + config.port(),
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--mysqlx=OFF",
                "--socket=" + socket,
                "--pid-file=" + data().resolve("mysqld.pid"),
                "--init-file=" + initFile,
                "--default-time-zone=+00:00",
                "--max-connections=300",
                "--innodb-redo-log-capacity=32M",
                "--innodb-read-io-threads=1",
                "--innodb-write-io-threads=1",
                "--innodb-purge-threads=1",
                "--innodb-buffer-pool-dump-at-shutdown=OFF",
                "--innodb-buffer-pool-load-at-startup=OFF"));
        words.addAll(config.durability().options());
        words.addAll(config.options());
        return words;
    }

    /**
     * Run by the server before it listens, at every start: so there is no moment at which root has no password and can be
     * reached, and no start that was killed half-way can leave one. With --skip-name-resolve a TCP client is 127.0.0.1,
     * never localhost. Not in the binary log: a replica has a password of its own.
     */
    private String initStatements() {
        String password = adminPassword();
        return String.join(
                "\n",
                "SET sql_log_bin = 0;",
                "ALTER USER 'root'@'localhost' IDENTIFIED BY '" + password + "';",
                "CREATE USER IF NOT EXISTS 'root'@'127.0.0.1' IDENTIFIED BY '" + password + "';",
                "ALTER USER 'root'@'127.0.0.1' IDENTIFIED BY '" + password + "';",
                "GRANT ALL ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;",
                "");
    }

    private void awaitReady() {
        ChildProcess started = process;
        boolean ready = Waiting.until(START_TIMEOUT, () -> {
            if (!started.isAlive()) {
                return true;
            }
            try (Connection connection = admin()) {
                return connection.isValid(1);
            }
        });
        if (!started.isAlive()) {
            pidFile.delete();
            throw new LocalFailure("MySQL ended while starting (exit code " + started.exitCode() + "), see "
                    + config.log() + ": " + ErrorLog.lastError(started.lastLines(60)));
        }
        if (!ready) {
            kill();
            throw new LocalFailure(
                    "MySQL did not answer within " + START_TIMEOUT.toSeconds() + " s, see " + config.log());
        }
    }
}
