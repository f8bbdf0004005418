package io.tandem.local.broker;

import io.tandem.local.process.FreePorts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        return new RocketMqConfig(
                folder,
                log,
                pidFile,
                nameServer,
                broker,
                grpc,
                access,
                pace,
                topics,
                groups,
                brokerSettings,
                jvmOptions);
    }

    public RocketMqConfig withLog(Path file) {
        return new RocketMqConfig(
                folder,
                file,
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

    public RocketMqConfig withPidFile(Path file) {
        return new RocketMqConfig(
                folder,
                log,
                file,
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

    public RocketMqConfig withAccess(ClientAccess how) {
        return new RocketMqConfig(
                folder,
                log,
                pidFile,
                nameServerPort,
                brokerPort,
                grpcPort,
                how,
                pace,
                topics,
                groups,
                brokerSettings,
                jvmOptions);
    }

    public RocketMqConfig withPace(CheckPace checks) {
        return new RocketMqConfig(
                folder,
                log,
                pidFile,
                nameServerPort,
                brokerPort,
                grpcPort,
                access,
                checks,
                topics,
                groups,
                brokerSettings,
                jvmOptions);
    }

    /** One transaction topic more. */
    public RocketMqConfig withTopic(String name) {
        Set<String> more = new LinkedHashSet<>(topics);
        more.add(name);
        return new RocketMqConfig(
                folder,
                log,
                pidFile,
                nameServerPort,
                brokerPort,
                grpcPort,
                access,
                pace,
                more,
                groups,
                brokerSettings,
                jvmOptions);
    }

    /** One consumer group more. */
    public RocketMqConfig withGroup(String name, int maxRetries) {
        Map<String, Integer> more = new LinkedHashMap<>(groups);
        more.put(name, maxRetries);
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
                more,
                brokerSettings,
                jvmOptions);
    }

    public RocketMqConfig withBrokerSettings(Map<String, String> settings) {
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
                settings,
                jvmOptions);
    }

    public RocketMqConfig withJvmOptions(String... more) {
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
                List.of(more));
    }
}
