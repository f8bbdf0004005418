package io.tandem.local.run;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.PidFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** One run in a folder at a time. The operating system drops the lock with the process, so no crash leaves it behind. */
final class RunLock implements AutoCloseable {

    private final FileChannel channel;
    private final PidFile holder;

    private RunLock(FileChannel channel, PidFile holder) {
        this.channel = channel;
        this.holder = holder;
    }

    /** Fails if another run has it. */
    static RunLock take(RunFolder folder) {
        return tryTake(folder)
                .orElseThrow(() -> new LocalFailure("Tandem is already running in " + shown(folder.path())
                        + holder(folder)
                                .read()
                                .map(pid -> " (process " + pid + ")")
                                .orElse("")
                        + ": stop it first, or set RUN_DIR and other ports for a second one"));
    }

    /** Empty if another run has it, in this process or in another. */
    static Optional<RunLock> tryTake(RunFolder folder) {
        try {
            Files.createDirectories(folder.path());
            FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                return Optional.empty();
            }
            PidFile holder = holder(folder);
            holder.write(ProcessHandle.current().pid());
            return Optional.of(new RunLock(channel, holder));
        } catch (IOException failure) {
            throw new LocalFailure("Cannot use the folder " + folder.path() + ": " + failure.getMessage(), failure);
        }
    }

    /** Names the process that has the lock, or had it last. */
    static PidFile holder(RunFolder folder) {
        return new PidFile(folder.pidFile("runner"));
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        holder.delete();
        try {
            channel.close();
        } catch (IOException failure) {
            throw new LocalFailure("Cannot release the lock of the run: " + failure.getMessage(), failure);
        }
    }

    /** As a person in this directory would write it. */
    static Path shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }
}
