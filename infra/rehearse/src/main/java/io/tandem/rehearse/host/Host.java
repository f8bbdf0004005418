package io.tandem.rehearse.host;

import io.tandem.rehearse.tool.Finished;
import java.nio.file.Path;
import java.time.Duration;

/** A host of the rehearsal: a Debian with a disk of its own, in a network namespace. */
public interface Host extends AutoCloseable {

    String name();

    /** Its disk, seen from the machine; there only while the host is on. */
    Path disk();

    /** Switches it on; returns when it has started all that starts by itself. */
    void boot();

    /** Pulls the plug: every process is gone at once, and the disk stays as it is. */
    void cutPower();

    /** Runs a program on it, as root. */
    Finished run(Duration atMost, String... words);

    /** What starts and supervises programs there, for people, and what of it does not work here. */
    String supervision();

    /** Whether units of systemd run there. */
    boolean hasSystemd();

    @Override
    void close();
}
