package io.tandem.local.mysql;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.Folders;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.local.process.UserCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A mysqld that can be run, and an initialised, empty data directory to copy: both made once for each user. */
final class MySqlInstallation {

    private static final Duration INITIALISE_TIMEOUT = Duration.ofMinutes(4);
    private static final String TEMPLATE = "mysql-" + MySqlArchive.VERSION + "-data-1";

    private final Path home;
    private final Path template;

    private MySqlInstallation(Path home, Path template) {
        this.home = home;
        this.template = template;
    }

    static MySqlInstallation ofUser(Progress progress) {
        UserCache cache = UserCache.ofUser();
        Path home = cache.entry("mysql-" + MySqlArchive.VERSION, folder -> MySqlArchive.unpackInto(folder, progress));
        OsLibraries.require(server(home), cache.resolve("."), progress);
        Path template = cache.entry(TEMPLATE, folder -> initialise(home, folder));
        return new MySqlInstallation(home, template);
    }

    /** A command that starts mysqld on the data directory, with the options that must be the same whenever it is opened. */
    List<String> command(Path data) {
        return command(home, data);
    }

    /** Whole or not at all: a start that is killed while copying leaves no half of a data directory. */
    void copyTemplateTo(Path data) {
        try {
            Files.createDirectories(data.getParent());
            Path fresh = data.resolveSibling(data.getFileName() + ".new");
            Folders.delete(fresh);
            Folders.copy(template, fresh);
            Files.move(fresh, data);
        } catch (IOException failure) {
            throw new LocalFailure("Cannot make the data directory " + data + ": " + failure.getMessage(), failure);
        }
    }

    private static void initialise(Path home, Path folder) throws IOException {
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        List<String> words = new ArrayList<>(command(home, folder));
        words.add("--initialize-insecure"); // every copy gets a password of its own at its first start
        words.add("--innodb-doublewrite=OFF");
        words.add("--innodb-flush-log-at-trx-commit=0");
        ChildProcess mysqld = ChildProcess.start(ChildProcess.Command.of("mysqld", words, log));
        if (!mysqld.waitFor(INITIALISE_TIMEOUT)) {
            mysqld.kill();
        }
        if (mysqld.exitCode() != 0) {
            throw new LocalFailure(
                    "MySQL could not make a data directory: " + mysqld.lastLines(1) + " (see " + log + ")");
        }
        Files.deleteIfExists(folder.resolve("auto.cnf")); // the server's own id: each copy makes itself one
        Files.delete(log);
    }

    private static Path server(Path home) {
        return home.resolve("bin/mysqld");
    }

    private static List<String> command(Path home, Path data) {
        List<String> words = new ArrayList<>(List.of(
                server(home).toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + data,
                "--character-set-server=utf8mb4",
                "--innodb-data-file-path=ibdata1:12M:autoextend",
                "--innodb-autoextend-increment=4",
                "--innodb-buffer-pool-size=64M",
                "--innodb-use-native-aio=0",
                "--performance-schema=OFF"));
        if (OsLibraries.isRoot()) {
            words.add("--user=root"); // mysqld refuses to run as root unless told so
        }
        return words;
    }
}
