package io.tandem.local.broker;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.FreePorts;
import io.tandem.local.process.JavaProgram;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.PidFile;
import io.tandem.local.process.Ports;
import io.tandem.local.process.ProjectRoot;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A real RocketMQ 5.5 (name server, broker, gRPC proxy) in a process of its own, on the loopback interface. It keeps its
 * ports and its store from one start to the next, so it can be killed and started again under its clients; its process ends
 * with this one, however this one ends.
 */
public final class RocketMqServer implements AutoCloseable {

    public static final String ORDER_TOPIC = "ROCKETMQ_ORDER_TOPIC";
    public static final String LOGISTIC_GROUP = "ROCKETMQ_LOGISTIC_CONSUMER_GROUP";

    private static final int LOGISTIC_GROUP_RETRIES = 5;
    private static final String MODULE = "infra/local/rocketmq";
    private static final String MAIN = "io.tandem.local.rocketmq.RocketMqLauncher";
    private static final String DROPPED_TOPIC = "TRANS_CHECK_MAX_TIME_TOPIC";
    private static final int FAST_PORT_BELOW = 2;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(45);

    private final Config config;
    private final PidFile pidFile;
    private volatile ChildProcess process;
    private volatile BrokerConsole console;

    private RocketMqServer(Config config) {
        this.config = config;
        this.pidFile = new PidFile(config.folder().resolve("rocketmq.pid"));
    }

    /** Returns when clients can connect and find the configured topics and groups. */
    public static RocketMqServer start(Config config) {
        RocketMqServer server = new RocketMqServer(config);
        server.start();
        return server;
    }

    /** Starts it again after {@link #stop()} or {@link #kill()}, on the same ports and store. */
    public synchronized void start() {
        if (isAlive()) {
            return;
        }
        pidFile.endOrphan(home());
        requireFreePorts();
        makeFolders();
        process = ChildProcess.start(
                ChildProcess.Command.of("rocketmq", command(), config.log()).withPipes());
        pidFile.write(process.pid());
        console = new BrokerConsole(process);
        awaitReady();
        config.topics().forEach(this::createTransactionTopic);
        config.groups().forEach(this::createGroup);
    }

    /** {@code host:port} for gRPC clients. */
    public String endpoint() {
        return "127.0.0.1:" + grpcPort();
    }

    public int grpcPort() {
        return config.grpcPort();
    }

    public String nameServerAddress() {
        return "127.0.0.1:" + config.nameServerPort();
    }

    public long pid() {
        return process.pid();
    }

    public ProcessHandle handle() {
        return process.handle();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Making a topic that exists changes nothing. */
    public void createTransactionTopic(String name) {
        createTopic(name, "TRANSACTION");
    }

    /** A topic of type NORMAL, FIFO, DELAY, TRANSACTION or MIXED. */
    public void createTopic(String name, String type) {
        ask("create-topic", requireName(name), requireName(type));
    }

    /** Makes a group whose messages are redelivered that many times and then go to its dead-letter queue. */
    public void createGroup(String name, int maxRetries) {
        ask("create-group", requireName(name), Integer.toString(maxRetries));
    }

    /** The half messages to this topic that are neither committed nor rolled back. */
    public List<StoredMessage> openHalfMessages(String topic) {
        return rows("open-half-messages", topic);
    }

    /** Everything that the topic holds, consumed or not, oldest first in each queue. */
    public List<StoredMessage> messages(String topic) {
        return rows("messages", topic);
    }

    public List<StoredMessage> deadLetters(String group) {
        return rows("messages", "%DLQ%" + requireName(group));
    }

    /** The half messages, to any topic, that the broker gave up on after the last allowed check. */
    public List<StoredMessage> droppedHalfMessages() {
        return rows("messages", DROPPED_TOPIC);
    }

    /** {@code kill -9}. */
    public synchronized void kill() {
        process.kill();
        pidFile.delete();
    }

    /** Writes what is in memory and ends, within about a second. */
    public synchronized void stop() {
        console.hangUp();
        if (!process.waitFor(STOP_TIMEOUT)) {
            process.kill();
        }
        pidFile.delete();
    }

    @Override
    public void close() {
        stop();
    }

    private List<StoredMessage> rows(String command, String topic) {
        return ask(command, topic).stream().map(StoredMessage::parse).toList();
    }

    private List<String> ask(String... words) {
        return console.ask(ANSWER_TIMEOUT, words);
    }

    private static String requireName(String name) {
        if (!name.matches("[A-Za-z0-9_%|-]{1,127}")) {
            throw new IllegalArgumentException("RocketMQ allows no such name: " + name);
        }
        return name;
    }

    private void requireFreePorts() {
        Ports.requireFree(config.grpcPort(), "RocketMQ gRPC proxy");
        Ports.requireFree(config.nameServerPort(), "RocketMQ name server");
        Ports.requireFree(config.brokerPort(), "RocketMQ broker");
        Ports.requireFree(config.brokerPort() - FAST_PORT_BELOW, "RocketMQ broker's second port");
    }

    private void makeFolders() {
        try {
            Files.createDirectories(config.folder());
            Files.createDirectories(config.log().getParent());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitReady() {
        Optional<String> greeting = console.greeting(START_TIMEOUT);
        if (greeting.isPresent() && greeting.get().equals("ready")) {
            return;
        }
        kill();
        throw new LocalFailure(
                "RocketMQ did not start: " + greeting.orElse("no answer") + " (see " + config.log() + ")");
    }

    private String home() {
        return "home=" + config.folder();
    }

    private List<String> command() {
        Path classes = ProjectRoot.built(MODULE, "target/classes");
        Path libraries = ProjectRoot.built(MODULE, "target/lib");
        List<String> arguments = new ArrayList<>(List.of(
                home(),
                "name-server-port=" + config.nameServerPort(),
                "broker-port=" + config.brokerPort(),
                "grpc-port=" + config.grpcPort()));
        Map<String, String> settings = new LinkedHashMap<>(config.pace().brokerSettings());
        settings.putAll(config.brokerSettings());
        settings.forEach((key, value) -> arguments.add("broker." + key + "=" + value));
        return JavaProgram.main(
                classes + File.pathSeparator + libraries + File.separator + "*",
                MAIN,
                arguments,
                "-Xmx256m",
                "-XX:MaxDirectMemorySize=128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.nio.maxCachedBufferSize=262144",
                "-Duser.home=" + config.folder(), // RocksDB would log into the user's
                "-Dtandem.log.dir=" + config.log().getParent());
    }

    /**
     * Where and how a server runs.
     *
     * @param folder holds its messages and tables
     * @param log its error output; RocketMQ's own log is written beside it
     * @param brokerPort the broker also opens the port two below
     * @param topics transaction topics to make
     * @param groups consumer groups to make, and how many redeliveries each allows
     * @param brokerSettings RocketMQ's own names, for what {@link CheckPace} does not say
     */
    public record Config(
            Path folder,
            Path log,
            int nameServerPort,
            int brokerPort,
            int grpcPort,
            CheckPace pace,
            Set<String> topics,
            Map<String, Integer> groups,
            Map<String, String> brokerSettings) {

        public Config {
            folder = folder.toAbsolutePath().normalize();
            log = log.toAbsolutePath().normalize();
            topics = Set.copyOf(topics);
            groups = Map.copyOf(groups);
            brokerSettings = Map.copyOf(brokerSettings);
        }

        /** On free ports, with Tandem's topic and group and fast checks, logging into its folder. */
        public static Config in(Path folder) {
            return new Config(
                    folder,
                    folder.resolve("logs").resolve("rocketmq.log"),
                    FreePorts.next(),
                    FreePorts.next(FAST_PORT_BELOW),
                    FreePorts.next(),
                    CheckPace.FAST,
                    Set.of(ORDER_TOPIC),
                    Map.of(LOGISTIC_GROUP, LOGISTIC_GROUP_RETRIES),
                    Map.of());
        }

        public Config withPorts(int nameServer, int broker, int grpc) {
            return new Config(folder, log, nameServer, broker, grpc, pace, topics, groups, brokerSettings);
        }

        public Config withLog(Path file) {
            return new Config(folder, file, nameServerPort, brokerPort, grpcPort, pace, topics, groups, brokerSettings);
        }

        public Config withPace(CheckPace checks) {
            return new Config(
                    folder, log, nameServerPort, brokerPort, grpcPort, checks, topics, groups, brokerSettings);
        }

        /** One transaction topic more. */
        public Config withTopic(String name) {
            Set<String> more = new LinkedHashSet<>(topics);
            more.add(name);
            return new Config(folder, log, nameServerPort, brokerPort, grpcPort, pace, more, groups, brokerSettings);
        }

        /** One consumer group more. */
        public Config withGroup(String name, int maxRetries) {
            Map<String, Integer> more = new LinkedHashMap<>(groups);
            more.put(name, maxRetries);
            return new Config(folder, log, nameServerPort, brokerPort, grpcPort, pace, topics, more, brokerSettings);
        }

        public Config withBrokerSettings(Map<String, String> settings) {
            return new Config(folder, log, nameServerPort, brokerPort, grpcPort, pace, topics, groups, settings);
        }
    }
}
