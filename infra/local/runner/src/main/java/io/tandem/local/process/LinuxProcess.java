package io.tandem.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux tells of a process in {@code /proc}, see proc(5). */
public record LinuxProcess(long pid) {

    private static final long KIBIBYTE = 1024;
    /** USER_HZ, in which {@code stat} counts: 100 on every architecture that Linux runs on today. */
    private static final long MILLIS_PER_TICK = 10;
    /** Of the words after the program's name in parentheses. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;

    /** What is in memory now. */
    public long residentBytes() {
        return status("VmRSS:");
    }

    /** The largest that it ever was. */
    public long peakBytes() {
        return status("VmHWM:");
    }

    /** User and system time of all its threads, in steps of 10 ms. */
    public long cpuMillis() {
        String[] words = read("stat").get(0).replaceAll(".*\\) ", "").split(" ", -1);
        return (Long.parseLong(words[USER_TICKS]) + Long.parseLong(words[SYSTEM_TICKS])) * MILLIS_PER_TICK;
    }

    private long status(String name) {
        return read("status").stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(kibibytes -> Long.parseLong(kibibytes) * KIBIBYTE)
                .findFirst()
                .orElseThrow(() -> new LocalFailure("process " + pid + " has no " + name + " in /proc: it has ended"));
    }

    private List<String> read(String file) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException gone) {
            throw new LocalFailure("process " + pid + " cannot be looked at: " + gone.getMessage(), gone);
        }
    }
}
