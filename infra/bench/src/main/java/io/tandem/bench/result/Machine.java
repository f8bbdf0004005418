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
import java.util.LinkedHashMap;
import java.util.Map;

/** What the figures were taken on: without it they mean nothing. */
public final class Machine {

    private Machine() {}

    public static Map<String, String> describe(Arena arena) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", line("/proc/cpuinfo", "model name"));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", line("/proc/meminfo", "MemTotal"));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("load before the run", loadAverage());
        facts.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put("RocketMQ", "server 5.5.0 in one process (name server, broker, gRPC proxy), client 5.2.0");
        facts.put(
                "Spring peer",
                "Spring Boot 3.5.0, rocketmq-v5-client-spring-boot-starter 2.3.1, HikariCP, Connector/J");
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

    private static String loadAverage() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        } catch (IOException unreadable) {
            return "unknown";
        }
    }
}
