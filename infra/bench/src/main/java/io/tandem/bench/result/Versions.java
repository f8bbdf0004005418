package io.tandem.bench.result;

import io.tandem.bench.arena.Arena;
import io.tandem.local.process.LocalFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** What the servers and the peers are: all that a figure depends on and that no table tells. */
public final class Versions {

    private static final List<String> MYSQL = List.of(
            "version",
            "innodb_flush_log_at_trx_commit",
            "sync_binlog",
            "log_bin",
            "innodb_doublewrite",
            "innodb_flush_method",
            "innodb_buffer_pool_size");

    private Versions() {}

    /** Adds them to what is known of the machine. */
    public static void addTo(Map<String, String> facts, Arena arena) {
        facts.put("RocketMQ", "server 5.5.0 in one process (name server, broker, gRPC proxy), client 5.2.0");
        facts.put(
                "Spring peer",
                "Spring Boot 3.5.0, rocketmq-v5-client-spring-boot-starter 2.3.1, HikariCP, Connector/J");
        facts.put(
                "Seata peer",
                "Seata server 2.0.0 (its sessions in a file, flush-disk-mode=async), seata-spring-boot-starter 2.5.0, Spring Boot 3.5.0, HikariCP, Connector/J");
        MYSQL.forEach(variable -> facts.put("MySQL " + variable, variable(arena, variable)));
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
}
