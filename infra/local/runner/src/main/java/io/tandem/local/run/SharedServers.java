package io.tandem.local.run;

import io.tandem.local.broker.BrokerAdmin;
import io.tandem.local.broker.RocketMqServer;
import io.tandem.local.process.AtExit;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.PidFile;
import io.tandem.local.process.Progress;
import io.tandem.local.process.Waiting;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * MySQL with Tandem's schema and RocketMQ, used by several processes at once: the first one starts them and stops them in the
 * end, the others find them in the run's folder.
 */
public final class SharedServers implements AutoCloseable {

    /** The first start on a machine fetches MySQL. */
    private static final Duration START_LIMIT = Duration.ofMinutes(30);

    /** How long an orderly stop may take before the end of the JVM stops the servers anyway. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private static final int GROUP_RETRIES = 5;

    private final RunFolder folder;
    private final Progress progress;
    private Optional<RunLock> lock = Optional.empty();
    private Optional<TandemStack> stack = Optional.empty();
    private Map<String, String> environment = Map.of();
    private volatile boolean closed;

    /** Starts nothing yet. */
    public SharedServers(Path folder, Progress progress) {
        this.folder = new RunFolder(folder);
        this.progress = progress;
    }

    /** Whether another process has them running in this folder. */
    public static boolean areRunning(Path folder) {
        return running(new RunFolder(folder)).isPresent();
    }

    /** Returns when they can be used. */
    public void start() {
        if (!Waiting.until(START_LIMIT, this::foundOrLocked)) {
            throw new LocalFailure("The process that starts MySQL and RocketMQ in " + folder.path() + " is not done");
        }
        if (lock.isPresent()) {
            AtExit.first(this::closeAtExit);
            try {
                startThem();
            } catch (RuntimeException failure) {
                close();
                throw failure;
            }
        }
    }

    /** Makes topics for transaction messages, and groups, where they are missing. */
    public void create(Set<String> topics, Set<String> groups) {
        Set<String> missingTopics = without(RocketMqServer.ORDER_TOPIC, topics);
        Set<String> missingGroups = without(RocketMqServer.LOGISTIC_GROUP, groups);
        stack.flatMap(TandemStack::rocketMq)
                .ifPresentOrElse(
                        own -> {
                            missingTopics.forEach(own::createTransactionTopic);
                            missingGroups.forEach(group -> own.createGroup(group, GROUP_RETRIES));
                        },
                        () -> {
                            BrokerAdmin admin = new BrokerAdmin(environment.get("NAMESRV_ADDR"), folder.log("admin"));
                            missingTopics.forEach(admin::createTransactionTopic);
                            missingGroups.forEach(group -> admin.createGroup(group, GROUP_RETRIES));
                        });
    }

    /** Runs scripts, with statements that end with a semicolon and a line break, in a database that was started here. */
    public void run(List<String> scripts) {
        stack.map(TandemStack::database).ifPresent(database -> {
            try (Connection connection = database.open(database.migrateAccount());
                    Statement statement = connection.createStatement()) {
                for (String script : scripts) {
                    for (String sql : script.split(";\\R", -1)) {
                        if (!sql.isBlank()) {
                            statement.execute(sql);
                        }
                    }
                }
            } catch (SQLException failed) {
                throw new LocalFailure("The tables could not be made: " + failed.getMessage(), failed);
            }
        });
    }

    /** How to reach and use them, under the names of the run's file {@code env}. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Stops them if they were started here. */
    @Override
    public synchronized void close() {
        stack.ifPresent(started -> {
            EnvironmentFile.delete(folder);
            started.stop();
        });
        lock.ifPresent(RunLock::close);
        stack = Optional.empty();
        lock = Optional.empty();
        closed = true;
    }

    /** The server makes that one when it starts. */
    private static Set<String> without(String standard, Set<String> names) {
        return names.stream().filter(name -> !name.equals(standard)).collect(Collectors.toSet());
    }

    private boolean foundOrLocked() {
        environment = running(folder).orElse(Map.of());
        if (environment.isEmpty()) {
            lock = RunLock.tryTake(folder);
        }
        return lock.isPresent() || !environment.isEmpty();
    }

    private static Optional<Map<String, String>> running(RunFolder folder) {
        return RunLock.holder(folder)
                .read()
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .flatMap(holder -> EnvironmentFile.read(folder));
    }

    private void startThem() {
        EnvironmentFile.delete(folder);
        List.of("rocketmq", "mysql").forEach(name -> new PidFile(folder.pidFile(name)).endOrphan(folder.marker()));
        TandemStack servers = new TandemStack(StackConfig.onFreePorts(folder.path(), progress));
        stack = Optional.of(servers);
        servers.startServers();
        environment = servers.environment();
        EnvironmentFile.write(folder, environment);
    }

    /** The program that uses them may be stopping, too, and needs them for that. */
    private void closeAtExit() {
        Waiting.until(STOP_LIMIT, () -> closed);
        close();
    }
}
