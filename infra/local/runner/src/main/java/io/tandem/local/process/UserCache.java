package io.tandem.local.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The user's cache folder, shared by all checkouts and all runs. What is in it is whole: it is made beside its place under a
 * lock that holds against other processes, too, and moved there in one step.
 */
public final class UserCache {

    private static final String UNFINISHED = ".new";
    /** What Java says of a user whom the system does not know. */
    private static final String NO_HOME = "?";

    private static final Duration AGAIN = Duration.ofMillis(100);

    private final Path folder;

    UserCache(Path folder) {
        this.folder = folder;
    }

    public static UserCache ofUser() {
        return of(System.getenv(), System.getProperty("user.home"));
    }

    static UserCache of(Map<String, String> environment, String home) {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (xdg.isBlank() && home.equals(NO_HOME)) {
            throw new LocalFailure("This user has no home folder: set XDG_CACHE_HOME to a folder for what is fetched");
        }
        Path caches = xdg.isBlank() ? Path.of(home, ".cache") : Path.of(xdg);
        return new UserCache(caches.toAbsolutePath().resolve("tandem"));
    }

    public Path resolve(String name) {
        return folder.resolve(name);
    }

    /** The entry of that name; if there is none yet, the maker fills a fresh folder that then becomes the entry. */
    public Path entry(String name, Maker maker) {
        Path entry = folder.resolve(name);
        if (Files.isDirectory(entry)) {
            return entry;
        }
        return locked(() -> {
            if (Files.isDirectory(entry)) {
                return entry;
            }
            try {
                deleteUnfinished(name);
                Path fresh = Files.createTempDirectory(folder, name + UNFINISHED);
                maker.fill(fresh);
                return Files.move(fresh, entry);
            } catch (IOException failure) {
                throw new LocalFailure("Cannot make " + entry + ": " + failure.getMessage(), failure);
            }
        });
    }

    /** What was begun and interrupted, or failed; the lock says that none is being made. */
    private void deleteUnfinished(String name) throws IOException {
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, name + UNFINISHED + "*")) {
            unfinished.forEach(Folders::delete);
        }
    }

    private <T> T locked(Supplier<T> work) {
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = lock(channel)) {
                assert held.isValid();
                return work.get();
            }
        } catch (IOException failure) {
            throw new LocalFailure("Cannot use the cache " + folder + ": " + failure.getMessage(), failure);
        }
    }

    /** Between threads of one JVM, and between class loaders, a file lock does not wait, it fails. */
    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException heldHere) {
                Waiting.pause(AGAIN);
            }
        }
    }

    /** Fills a folder. */
    @FunctionalInterface
    public interface Maker {

        void fill(Path folder) throws IOException;
    }
}
