package io.tandem.local.mysql;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.FreePorts;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.PidFile;
import io.tandem.local.process.Ports;
import io.tandem.local.process.PrivateFile;
import io.tandem.local.process.Progress;
import io.tandem.local.process.Secrets;
import io.tandem.local.process.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real mysqld 8.0 on the loopback interface. It keeps its port, its data and its passwords from one start to the next, so
 * it can be killed and started again under the feet of whoever uses it.
 */
public final class MySqlServer implements AutoCloseable {

    public static final String ADMIN_USER = "root";

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final Config config;
    private final MySqlInstallation installation;
    private final Secrets secrets;
    private final PidFile pidFile;
    private final Path socket;
    private volatile ChildProcess process;

    private MySqlServer(Config config, MySqlInstallation installation) {
        this.config = config;
        this.installation = installation;
        this.secrets = Secrets.in(config.folder().resolve("admin.secrets"));
        this.pidFile = new PidFile(config.folder().resolve("mysqld.pid"));
        this.socket = SocketPath.in(config.folder());
    }

    /** Returns when the server answers; a server of an earlier, killed run on the same folder is ended first. */
    public static MySqlServer start(Config config) {
        MySqlServer server = new MySqlServer(config, MySqlInstallation.ofUser(config.progress()));
        server.start();
        return server;
    }

    /** Starts it again after {@link #stop()} or {@link #kill()}, on the same port and data. */
    public synchronized void start() {
        if (isAlive()) {
            return;
        }
        pidFile.endOrphan(data().toString());
        Ports.requireFree(config.port(), "MySQL");
        if (!Files.exists(data())) {
            installation.copyTemplateTo(data());
        }
        Path initFile = config.folder().resolve("init.sql");
        PrivateFile.write(initFile, initStatements());
        try {
            process = ChildProcess.start(ChildProcess.Command.of("mysqld", command(initFile), config.log()));
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

    public long pid() {
        return process.pid();
    }

    public ProcessHandle handle() {
        return process.handle();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public String adminPassword() {
        return secrets.get("root");
    }

    /** As {@value #ADMIN_USER}, who may do everything; the caller closes it. */
    public Connection admin() throws SQLException {
        return Jdbc.connect("127.0.0.1", port(), "", new Account(ADMIN_USER, adminPassword()));
    }

    /** {@code kill -9}. */
    public synchronized void kill() {
        process.kill();
        pidFile.delete();
    }

    /** An orderly shutdown, bounded. */
    public synchronized void stop() {
        process.stop(STOP_TIMEOUT);
        pidFile.delete();
    }

    @Override
    public void close() {
        stop();
    }

    private Path data() {
        return config.folder().resolve("data");
    }

    private List<String> command(Path initFile) {
        List<String> words = new ArrayList<>(installation.command(data()));
        words.addAll(List.of(
                "--port=" + config.port(),
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--mysqlx=OFF",
                "--socket=" + socket,
                "--pid-file=" + data().resolve("mysqld.pid"),
                "--init-file=" + initFile,
                "--skip-log-bin",
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
     * never localhost.
     */
    private String initStatements() {
        String password = adminPassword();
        return String.join(
                "\n",
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

    /**
     * Where and how a server runs.
     *
     * @param folder holds its data, its password and its socket
     * @param options more options of mysqld, such as {@code --general-log=1}
     */
    public record Config(
            Path folder, Path log, int port, Durability durability, List<String> options, Progress progress) {

        public Config {
            folder = folder.toAbsolutePath().normalize();
            log = log.toAbsolutePath().normalize();
            options = List.copyOf(options);
        }

        /** On a free port, as durable as the cloud's, logging into its folder. */
        public static Config in(Path folder) {
            return new Config(
                    folder,
                    folder.resolve("mysqld.log"),
                    FreePorts.next(),
                    Durability.EACH_COMMIT,
                    List.of(),
                    Progress.CONSOLE);
        }

        public Config withPort(int number) {
            return new Config(folder, log, number, durability, options, progress);
        }

        public Config withLog(Path file) {
            return new Config(folder, file, port, durability, options, progress);
        }

        public Config withDurability(Durability level) {
            return new Config(folder, log, port, level, options, progress);
        }

        public Config withOptions(String... more) {
            return new Config(folder, log, port, durability, List.of(more), progress);
        }

        public Config withProgress(Progress lines) {
            return new Config(folder, log, port, durability, options, lines);
        }
    }

    /** What a commit waits for. */
    public enum Durability {
        /** The disk, as in production: a commit survives a power cut. */
        EACH_COMMIT,
        /** The operating system: a commit survives {@code kill -9} of mysqld, and costs a fifth. */
        PROCESS_CRASH;

        List<String> options() {
            return switch (this) {
                case EACH_COMMIT -> List.of("--innodb-flush-log-at-trx-commit=1");
                case PROCESS_CRASH -> List.of("--innodb-flush-log-at-trx-commit=2", "--innodb-doublewrite=OFF");
            };
        }
    }
}
