package io.tandem.local.broker;

import io.tandem.local.process.FreePorts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where and how a {@link RocketMqServer} runs.
 *
 * @param folder holds its messages and tables
 * @param log its error output; RocketMQ's own log is written beside it
 * @param brokerPort the broker also opens the port two below
 * @param topics transaction topics to make
 * @param groups consumer groups to make, and how many redeliveries each allows
 * @param access from where, with which account and over what clients come
 * @param brokerSettings RocketMQ's own names, for what {@link CheckPace} does not say
 * @param jvmOptions more options of its JVM, such as an agent
 */
public record RocketMqConfig(
        Path folder,
        Path log,
        Path pidFile,
        int nameServerPort,
        int brokerPort,
        int grpcPort,
        ClientAccess access,
        CheckPace pace,
        Set<String> topics,
        Map<String, Integer> groups,
        Map<String, String> brokerSettings,
        List<String> jvmOptions) {

    /** The broker's second, "fast" port lies so far below its first. */
    static final int FAST_PORT_BELOW = 2;

    private static final int LOGISTIC_GROUP_RETRIES = 5;

    public RocketMqConfig {
        folder = folder.toAbsolutePath().normalize();
        log = log.toAbsolutePath().normalize();
        topics = Set.copyOf(topics);
        groups = Map.copyOf(groups);
        brokerSettings = Map.copyOf(brokerSettings);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** On free ports, with Tandem's topic and group and fast checks, logging into its folder. */
    public static RocketMqConfig in(Path folder) {
        return new RocketMqConfig(
                folder,
                folder.resolve("logs").resolve("rocketmq.log"),
                folder.resolve("rocketmq.pid"),
                FreePorts.next(),
                FreePorts.next(FAST_PORT_BELOW),
                FreePorts.next(),
                ClientAccess.LOOPBACK,
                CheckPace.FAST,
                Set.of(RocketMqServer.ORDER_TOPIC),
                Map.of(RocketMqServer.LOGISTIC_GROUP, LOGISTIC_GROUP_RETRIES),
                Map.of(),
                List.of());
    }

    public RocketMqConfig withPorts(int nameServer, int broker, int grpc) {
        return with(draft -> {
            draft.nameServerPort = nameServer;
            draft.brokerPort = broker;
            draft.grpcPort = grpc;
        });
    }

    public RocketMqConfig withLog(Path file) {
        return with(draft -> draft.log = file);
    }

    public RocketMqConfig withPidFile(Path file) {
        return with(draft -> draft.pidFile = file);
    }

    public RocketMqConfig withAccess(ClientAccess how) {
        return with(draft -> draft.access = how);
    }

    public RocketMqConfig withPace(CheckPace checks) {
        return with(draft -> draft.pace = checks);
    }

    /** One transaction topic more. */
    public RocketMqConfig withTopic(String name) {
        return with(draft -> draft.topics.add(name));
    }

    /** One consumer group more. */
    public RocketMqConfig withGroup(String name, int maxRetries) {
        return with(draft -> draft.groups.put(name, maxRetries));
    }

    public RocketMqConfig withBrokerSettings(Map<String, String> settings) {
        return with(draft -> draft.brokerSettings = settings);
    }

    public RocketMqConfig withJvmOptions(String... options) {
        return with(draft -> draft.jvmOptions = List.of(options));
    }

    private RocketMqConfig with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.config();
    }

    /** The next configuration while it differs in one thing from the last. */
    private static final class Draft {

        private final Path folder;
        private final Set<String> topics;
        private final Map<String, Integer> groups;
        private Path log;
        private Path pidFile;
        private int nameServerPort;
        private int brokerPort;
        private int grpcPort;
        private ClientAccess access;
        private CheckPace pace;
        private Map<String, String> brokerSettings;
        private List<String> jvmOptions;

        private Draft(RocketMqConfig last) {
            folder = last.folder;
            log = last.log;
            pidFile = last.pidFile;
            nameServerPort = last.nameServerPort;
            brokerPort = last.brokerPort;
            grpcPort = last.grpcPort;
            access = last.access;
            pace = last.pace;
            topics = new LinkedHashSet<>(last.topics);
            groups = new LinkedHashMap<>(last.groups);
            brokerSettings = last.brokerSettings;
            jvmOptions = last.jvmOptions;
        }

        private RocketMqConfig config() {
            return new RocketMqConfig(
                    folder,
                    log,
                    pidFile,
                    nameServerPort,
                    brokerPort,
                    grpcPort,
                    access,
                    pace,
                    topics,
                    groups,
                    brokerSettings,
                    jvmOptions);
        }
    }
}
