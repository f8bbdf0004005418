package io.tandem.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Wall clocks that can be set while a process runs, by libfaketime; the monotonic clock goes on undisturbed, as it does in life. */
public final class Clocks {

    private static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

    private final Path file;

    private Clocks(Path file) {
        this.file = file;
    }

    static Optional<Clocks> in(Path folder) {
        if (!Files.exists(LIBRARY)) {
            return Optional.empty();
        }
        Clocks clocks = new Clocks(folder.toAbsolutePath().resolve("clock"));
        clocks.reset();
        return Optional.of(clocks);
    }

    /** For processes whose clock is to be ours. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", LIBRARY.toString(),
                "FAKETIME_TIMESTAMP_FILE", file.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "DONT_FAKE_MONOTONIC", "1");
    }

    /** Within a second the clock is off by that much. */
    public void step(Duration by) {
        try {
            Files.createDirectories(file.getParent());
            Path next = file.resolveSibling("clock.next");
            Files.writeString(next, (by.isNegative() ? "-" : "+") + by.abs().toSeconds() + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void reset() {
        step(Duration.ZERO);
    }
}
