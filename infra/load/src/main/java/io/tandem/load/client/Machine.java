package io.tandem.load.client;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What figures were taken on: without it they mean nothing. */
public final class Machine {

    /** Under this name the share stands among the facts. */
    public static final String BUSY = "busy with other things before the run";

    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final int PERCENT = 100;
    /** Of /proc/stat's first line, see proc(5): idle, and waiting for a disk. */
    private static final int IDLE = 3;

    private static final int IO_WAIT = 4;

    private Machine() {}

    /** Looks for three seconds how much of the processors others use, before anything of ours is up. */
    public static Map<String, String> describe() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", line("/proc/cpuinfo", "model name"));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", line("/proc/meminfo", "MemTotal"));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put(BUSY, busyPercent());
        facts.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        return facts;
    }

    private static String busyPercent() {
        long[] before = ticks();
        Waiting.pause(LOOK);
        long[] after = ticks();
        long all = Arrays.stream(after).sum() - Arrays.stream(before).sum();
        long idle = after[IDLE] - before[IDLE] + after[IO_WAIT] - before[IO_WAIT];
        return (PERCENT * (all - idle) / Math.max(1, all)) + " %";
    }

    private static long[] ticks() {
        return Arrays.stream(line("/proc/stat", "cpu ").split("\\s+", -1))
                .filter(word -> word.matches("\\d+"))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static String line(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException unreadable) {
            throw new LocalFailure(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
