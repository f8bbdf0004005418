package io.tandem.faults.rig;

import io.tandem.local.process.AtExit;
import io.tandem.local.process.Folders;
import io.tandem.local.process.LocalFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The broker's store on a disk of its own, small enough to be filled: a tmpfs, where we may mount one. */
public final class BrokerDisk implements AutoCloseable {

    private static final String SIZE = "size=256m";
    private static final String BALLAST = "ballast";
    private static final int CHUNK = 1 << 20;

    private final Path folder;
    private final boolean mounted;

    private BrokerDisk(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    static BrokerDisk at(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        BrokerDisk disk = new BrokerDisk(
                folder, run(List.of("mount", "-t", "tmpfs", "-o", SIZE, "tandem-faults", folder.toString())));
        AtExit.first(disk::close);
        return disk;
    }

    /** A folder beside all others: it cannot be filled. */
    static BrokerDisk shared(Path folder) {
        return new BrokerDisk(folder, false);
    }

    /** Whether it can be filled without filling another's. */
    public boolean isOwn() {
        return mounted;
    }

    /** Until so much of it is used, 0 to 1. */
    public void fill(double share) {
        byte[] chunk = new byte[CHUNK];
        try (OutputStream ballast = Files.newOutputStream(folder.resolve(BALLAST))) {
            FileStore store = Files.getFileStore(folder);
            while (1 - store.getUsableSpace() / (double) store.getTotalSpace() < share) {
                ballast.write(chunk);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As much as before {@link #fill}. */
    public void free() {
        try {
            Files.deleteIfExists(folder.resolve(BALLAST));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Forgets all that is on it. */
    void wipe() {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path one : all) {
                Folders.delete(one);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        if (mounted && Files.exists(folder)) {
            run(List.of("umount", "-l", folder.toString()));
        }
    }

    /** Whether it could be done; without the right to, it cannot. */
    private static boolean run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted", interrupted);
        }
    }
}
