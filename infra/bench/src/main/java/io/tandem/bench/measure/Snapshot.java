package io.tandem.bench.measure;

import io.tandem.bench.arena.Arena;
import io.tandem.bench.arena.Part;
import io.tandem.bench.arena.Site;
import io.tandem.local.process.LinuxProcess;
import io.tandem.local.process.LocalFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has been used up to a moment. The difference of two, over the orders between them, is what an order costs.
 *
 * @param cpuMillis of each process; those of one role together
 * @param mySql the server's counters
 * @param messages that all topics took
 * @param allocated bytes of each JVM's role
 */
record Snapshot(
        Map<String, Long> cpuMillis, Map<String, Long> mySql, Map<String, Long> messages, Map<String, Long> allocated) {

    static final String MYSQL = "mysqld";
    static final String BROKER = "rocketmq";
    static final String LOAD = "load generator";

    static Snapshot take(Arena arena, Site site, LinuxProcess load) {
        Map<String, Long> cpu = new TreeMap<>();
        Map<String, Long> allocated = new TreeMap<>();
        for (Part part : site.parts()) {
            cpu.merge(part.role(), part.linux().cpuMillis(), Long::sum);
            if (part.gcLog() != null) {
                allocated.merge(part.role(), GcLog.allocated(part.gcLog()), Long::sum);
            }
        }
        cpu.put(MYSQL, new LinuxProcess(arena.mySql().pid()).cpuMillis());
        cpu.put(BROKER, new LinuxProcess(arena.rocketMq().pid()).cpuMillis());
        cpu.put(LOAD, load.cpuMillis());
        return new Snapshot(cpu, mySql(arena), new TreeMap<>(arena.rocketMq().messagesTaken()), allocated);
    }

    private static Map<String, Long> mySql(Arena arena) {
        Map<String, Long> counters = new TreeMap<>();
        try (Connection connection = arena.admin();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS")) {
            while (rows.next()) {
                String value = rows.getString(2);
                if (value.matches("\\d{1,18}")) {
                    counters.put(rows.getString(1), Long.valueOf(value));
                }
            }
        } catch (SQLException failure) {
            throw new LocalFailure("Cannot read MySQL's counters: " + failure.getMessage(), failure);
        }
        return counters;
    }

    /** What was used since, for each of so many orders. */
    Cost since(Snapshot earlier, long orders) {
        return new Cost(
                orders,
                each(cpuMillis, earlier.cpuMillis, orders),
                each(mySql, earlier.mySql, orders),
                each(messages, earlier.messages, orders),
                each(allocated, earlier.allocated, orders));
    }

    private static Map<String, Double> each(Map<String, Long> now, Map<String, Long> then, long orders) {
        Map<String, Double> each = new TreeMap<>();
        now.forEach((name, value) -> {
            long difference = value - then.getOrDefault(name, 0L);
            if (difference > 0) {
                each.put(name, difference / (double) orders);
            }
        });
        return each;
    }
}
