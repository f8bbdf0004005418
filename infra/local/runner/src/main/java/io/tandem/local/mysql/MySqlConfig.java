package io.tandem.local.mysql;

import io.tandem.local.process.FreePorts;
import io.tandem.local.process.Progress;
import java.nio.file.Path;
import java.util.List;

/**
 * Where and how a {@link MySqlServer} runs.
 *
 * @param folder holds its data, its password and its socket
 * @param options more options of mysqld, such as {@code --general-log=1}
 */
public record MySqlConfig(
        Path folder, Path log, Path pidFile, int port, Durability durability, List<String> options, Progress progress) {

    public MySqlConfig {
        folder = folder.toAbsolutePath().normalize();
        log = log.toAbsolutePath().normalize();
        options = List.copyOf(options);
    }

    /** On a free port, as durable as the cloud's, logging into its folder. */
    public static MySqlConfig in(Path folder) {
        return new MySqlConfig(
                folder,
                folder.resolve("mysqld.log"),
                folder.resolve("mysqld.pid"),
                FreePorts.next(),
                Durability.EACH_COMMIT,
                List.of(),
                Progress.CONSOLE);
    }

    public MySqlConfig withPort(int number) {
        return new MySqlConfig(folder, log, pidFile, number, durability, options, progress);
    }

    public MySqlConfig withLog(Path file) {
        return new MySqlConfig(folder, file, pidFile, port, durability, options, progress);
    }

    public MySqlConfig withPidFile(Path file) {
        return new MySqlConfig(folder, log, file, port, durability, options, progress);
    }

    public MySqlConfig withDurability(Durability level) {
        return new MySqlConfig(folder, log, pidFile, port, level, options, progress);
    }

    public MySqlConfig withOptions(String... more) {
        return new MySqlConfig(folder, log, pidFile, port, durability, List.of(more), progress);
    }

    public MySqlConfig withProgress(Progress lines) {
        return new MySqlConfig(folder, log, pidFile, port, durability, options, lines);
    }
}
