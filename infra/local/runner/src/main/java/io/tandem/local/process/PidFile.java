package io.tandem.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Remembers a child process across the life of its parent, so that what a killed run left behind is found by the next one.
 * A process is only ever taken for ours when its command line contains a marker (a directory of this run): process ids are
 * used again, and the one in the file may by now be anybody's.
 */
public final class PidFile {

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Path file;

    public PidFile(Path file) {
        this.file = file;
    }

    public void write(long pid) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, pid + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void delete() {
        PrivateFile.delete(file);
    }

    /** The process that the file names, if it lives and its command line contains the marker. */
    public Optional<ProcessHandle> liveProcess(String marker) {
        return read().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive).filter(process -> commandLine(process)
                .contains(marker));
    }

    /** Ends what an earlier, killed run left behind; the file is gone afterwards. True if there was such a process. */
    public boolean endOrphan(String marker) {
        Optional<ProcessHandle> orphan = liveProcess(marker);
        orphan.ifPresent(process -> {
            process.destroy();
            if (!Waiting.until(GRACE, () -> !process.isAlive())) {
                process.destroyForcibly();
                Waiting.until(GRACE, () -> !process.isAlive());
            }
        });
        delete();
        return orphan.isPresent();
    }

    /** The process id in the file, whatever has it by now. */
    public Optional<Long> read() {
        try {
            return Optional.of(Long.parseLong(Files.readString(file).trim()));
        } catch (NoSuchFileException | NumberFormatException absentOrTorn) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** From /proc where there is one: {@link ProcessHandle.Info} cuts long command lines off. */
    private static String commandLine(ProcessHandle process) {
        try {
            byte[] words = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return new String(words, StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException noProc) {
            return process.info().commandLine().orElse("");
        }
    }
}
