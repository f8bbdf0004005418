package io.tandem.local.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are started, killed and started again on the same port. They come from below the range from which
 * the kernel serves outgoing connections (32768 and up on Linux), so no connection takes one while its server is down; and until
 * the JVM ends no port is handed out again, in this JVM or another one of this user's.
 */
public final class FreePorts {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 2_000;

    /** A JVM may have this class twice, from two class loaders, so what is taken is known to the file alone. */
    private static final Path FILE = UserCache.ofUser().resolve("ports");

    /** Of each port the byte of that number. Kept, for a lock without a reference is forgotten. */
    private static final List<FileLock> TAKEN = new ArrayList<>();

    private static FileChannel channel;

    private FreePorts() {}

    public static int next() {
        return next(0);
    }

    /** A port {@code p} of which {@code p - below} is free, too: RocketMQ's broker opens a second one at {@code p - 2}. */
    public static synchronized int next(int below) {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            int second = port - below;
            if (Ports.isFree(port) && Ports.isFree(second) && take(port) && (below == 0 || take(second))) {
                return port;
            }
        }
        throw new LocalFailure("No free port between " + LOWEST + " and " + HIGHEST);
    }

    /** False if it is taken already. */
    static synchronized boolean take(int port) {
        try {
            if (channel == null) {
                Files.createDirectories(FILE.getParent());
                channel = FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            }
            FileLock lock = channel.tryLock(port, 1, false);
            return lock != null && TAKEN.add(lock);
        } catch (OverlappingFileLockException taken) {
            return false;
        } catch (IOException failure) {
            throw new LocalFailure(
                    "Cannot note in " + FILE + " which ports are taken: " + failure.getMessage(), failure);
        }
    }
}
