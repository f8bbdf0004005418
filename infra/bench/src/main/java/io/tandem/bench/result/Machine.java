package io.tandem.bench.result;

import io.tandem.bench.arena.Arena;
import io.tandem.local.process.LocalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the figures were taken on: without it they mean nothing. */
public final class Machine {

    /** Under this name the share stands among the facts. */
    public static final String BUSY = "busy with other things before the run";

    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final int PERCENT = 100;

    /** Of /proc/stat's first line, see proc(5): idle, and waiting for a disk. */
    private static final int IDLE = 3;

    private static final int IO_WAIT = 4;

    private Machine() {}

    /**
     * How much of the processors others use, in percent. Looks for three seconds, before anything of ours is up. (The load average
     * would still tell of the build.)
     */
    public static String busyPercent() {
        long[] before = ticks();
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        long[] after = ticks();
        long all = Arrays.stream(after).sum() - Arrays.stream(before).sum();
        long idle = after[IDLE] - before[IDLE] + after[IO_WAIT] - before[IO_WAIT];
        return (PERCENT * (all - idle) / Math.max(1, all)) + " %";
    }

    /**
     * All that a figure depends on and that no table tells.
     *
     * @param busy as {@link #busyPercent} told
     */
    public static Map<String, String> describe(Arena arena, String busy) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", line("/proc/cpuinfo", "model name"));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", line("/proc/meminfo", "MemTotal"));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put(BUSY, busy);
        facts.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put("RocketMQ", "server 5.5.0 in one process (name server, broker, gRPC proxy), client 5.2.0");
        facts.put(
                "Spring peer",
                "Spring Boot 3.5.0, rocketmq-v5-client-spring-boot-starter 2.3.1, HikariCP, Connector/J");
        facts.put(
                "Seata peer",
                "Seata server 2.0.0 (its sessions in a file, flush-disk-mode=async), seata-spring-boot-starter 2.5.0, Spring Boot 3.5.0, HikariCP, Connector/J");
        for (String variable : new String[] {
            "version",
            "innodb_flush_log_at_trx_commit",
            "sync_binlog",
            "log_bin",
            "innodb_doublewrite",
            "innodb_flush_method",
            "innodb_buffer_pool_size"
        }) {
            facts.put("MySQL " + variable, variable(arena, variable));
        }
        return facts;
    }

    private static String variable(Arena arena, String name) {
        try (Connection connection = arena.admin();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@GLOBAL." + name)) {
            row.next();
            return row.getString(1);
        } catch (SQLException failure) {
            throw new LocalFailure("Cannot read " + name + ": " + failure.getMessage(), failure);
        }
    }

    private static String line(String file, String name) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException unreadable) {
            return "unknown";
        }
    }

    private static long[] ticks() {
        return Arrays.stream(line("/proc/stat", "cpu ").strip().split("\\s+", -1))
                .filter(word -> word.matches("\\d+"))
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
