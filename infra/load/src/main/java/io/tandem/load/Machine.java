package io.tandem.load;

import io.tandem.load.Phase.Figure;
import io.tandem.local.broker.CheckPace;
import io.tandem.local.mysql.Durability;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.run.ServerTuning;
import io.tandem.local.run.StackConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the figures were taken on and with: without it they mean nothing. */
final class Machine {

    /** What the local broker does anyway; said, because the figures depend on it. */
    private static final String FLUSH = "ASYNC_FLUSH";

    private Machine() {}

    /** The servers as in production: MySQL as durable, half messages checked as seldom. */
    static StackConfig asInTheCloud(StackConfig config) {
        return config.withPace(CheckPace.CLOUD)
                .withTuning(new ServerTuning(Durability.AS_RDS, List.of(), Map.of("flushDiskType", FLUSH)));
    }

    static List<Figure> describe() {
        return List.of(
                new Figure("processor", firstOf("/proc/cpuinfo", "model name")),
                new Figure("cores", Integer.toString(Runtime.getRuntime().availableProcessors())),
                new Figure("memory", firstOf("/proc/meminfo", "MemTotal")),
                new Figure("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version")),
                new Figure("other load before the run", loadAverage()),
                new Figure("Java", System.getProperty("java.vm.name") + " " + Runtime.version()),
                new Figure("services", "one process of each, JVM, -Xmx256m, serial collector"),
                new Figure(
                        "MySQL 8.0.33",
                        "innodb_flush_log_at_trx_commit=1, sync_binlog=1, doublewrite on: each commit is on the disk"),
                new Figure(
                        "RocketMQ 5.5.0", FLUSH + ", half messages checked after 6 s and every 30 s, as in the cloud"),
                new Figure(
                        "callers",
                        "one process on the same machine, one thread, at most " + Payments.CONNECTIONS
                                + " connections, which are kept"));
    }

    private static String firstOf(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException unreadable) {
            throw new LocalFailure(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String loadAverage() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        } catch (IOException unreadable) {
            throw new LocalFailure("/proc/loadavg cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
