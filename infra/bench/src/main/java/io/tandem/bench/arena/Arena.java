package io.tandem.bench.arena;

import io.tandem.local.broker.CheckPace;
import io.tandem.local.broker.RocketMqServer;
import io.tandem.local.mysql.Account;
import io.tandem.local.mysql.Durability;
import io.tandem.local.mysql.MySqlServer;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.local.run.ServerTuning;
import io.tandem.local.run.StackConfig;
import io.tandem.local.run.TandemStack;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The servers that all contestants use, one after the other: MySQL as durable as RDS, RocketMQ with one flush mode. Each contestant
 * has a topic and a group of its own, so that none finds another's messages; the tables are the same.
 */
public final class Arena implements AutoCloseable {

    /** As a small RDS instance has it; the redo log large enough not to be what is measured. */
    private static final List<String> MYSQL_OPTIONS =
            List.of("--innodb-buffer-pool-size=768M", "--innodb-redo-log-capacity=1G", "--max-connections=600");

    private static final int RETRIES = 5;

    private final TandemStack stack;
    private final FlushMode flush;
    private final Progress progress;

    private Arena(TandemStack stack, FlushMode flush, Progress progress) {
        this.stack = stack;
        this.flush = flush;
        this.progress = progress;
    }

    /** Fresh servers on free ports, with the schema of today. */
    public static Arena open(Path folder, FlushMode flush, Progress progress) {
        ServerTuning tuning = new ServerTuning(Durability.AS_RDS, MYSQL_OPTIONS, Map.of("flushDiskType", flush.name()));
        TandemStack stack = new TandemStack(StackConfig.onFreePorts(folder, progress)
                .withPace(CheckPace.CLOUD)
                .withTuning(tuning));
        stack.startServers();
        Arena arena = new Arena(stack, flush, progress);
        PeerTables.statements(stack.database()).forEach(arena::execute);
        return arena;
    }

    public FlushMode flush() {
        return flush;
    }

    public Progress progress() {
        return progress;
    }

    public MySqlServer mySql() {
        return stack.mySql().orElseThrow();
    }

    public RocketMqServer rocketMq() {
        return stack.rocketMq().orElseThrow();
    }

    /** As the administrator, in the database of the contestants; the caller closes it. */
    public Connection admin() throws SQLException {
        return stack.database().openAsAdmin();
    }

    /** One statement as the administrator. */
    public void execute(String sql) {
        try (Connection connection = admin();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new LocalFailure("MySQL refused " + sql + ": " + failure.getMessage(), failure);
        }
    }

    public Path log(String name) {
        return stack.folder().log(name);
    }

    /** What a process of the benchmark itself needs to reach everything. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>(stack.environment());
        environment.put("ROCKETMQ_ORDER_TOPIC", RocketMqServer.ORDER_TOPIC);
        return environment;
    }

    /** The environment of an order process that has a topic of its own. */
    Map<String, String> orderEnvironment(String contestant, String type) {
        return environment(contestant, type, stack.database().orderAccount());
    }

    Map<String, String> logisticsEnvironment(String contestant, String type) {
        return environment(contestant, type, stack.database().logisticsAccount());
    }

    /** The environment of an order process that sends no messages. */
    Map<String, String> orderEnvironment() {
        return environment(stack.database().orderAccount());
    }

    Map<String, String> logisticsEnvironment() {
        return environment(stack.database().logisticsAccount());
    }

    private Map<String, String> environment(String contestant, String type, Account account) {
        String topic = "BENCH_" + contestant;
        String group = "BENCH_" + contestant + "_GROUP";
        rocketMq().createTopic(topic, type);
        rocketMq().createGroup(group, RETRIES);
        Map<String, String> environment = environment(account);
        environment.put("ROCKETMQ_ORDER_TOPIC", topic);
        environment.put("ROCKETMQ_LOGISTIC_CONSUMER_GROUP", group);
        return environment;
    }

    private Map<String, String> environment(Account account) {
        Map<String, String> environment = new LinkedHashMap<>();
        stack.environment().forEach((name, value) -> {
            if (name.startsWith("APP_DEMO_") || name.equals("LOGISTICS_URL")) {
                environment.put(name, value);
            }
        });
        environment.putAll(stack.database().environment(account));
        return environment;
    }

    @Override
    public void close() {
        stack.close();
    }
}
