package io.tandem.local.broker;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.JavaProgram;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.PidFile;
import io.tandem.local.process.Ports;
import io.tandem.local.process.PrivateFile;
import io.tandem.local.process.Secrets;
import io.tandem.local.process.Server;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A real RocketMQ 5.5 (name server, broker, gRPC proxy) in a process of its own, on the loopback interface unless its clients
 * are to come from elsewhere ({@link ClientAccess}). It keeps its ports and its store from one start to the next, so it can be killed and started again under its clients; its process ends
 * with this one, however this one ends.
 */
public final class RocketMqServer implements Server, AutoCloseable {

    public static final String ORDER_TOPIC = "ROCKETMQ_ORDER_TOPIC";
    public static final String LOGISTIC_GROUP = "ROCKETMQ_LOGISTIC_CONSUMER_GROUP";

    private static final String MAIN = "io.tandem.local.rocketmq.RocketMqLauncher";
    private static final String DROPPED_TOPIC = "TRANS_CHECK_MAX_TIME_TOPIC";
    private static final Duration START_TIMEOUT = Duration.ofMinutes(4);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

    private final RocketMqConfig config;
    private final PidFile pidFile;
    private volatile ChildProcess process;
    private volatile BrokerConsole console;

    private RocketMqServer(RocketMqConfig config) {
        this.config = config;
        this.pidFile = new PidFile(config.pidFile());
    }

    /** One that is not started yet. */
    public static RocketMqServer of(RocketMqConfig config) {
        return new RocketMqServer(config);
    }

    /** Returns when clients can connect and find the configured topics and groups. */
    public static RocketMqServer start(RocketMqConfig config) {
        RocketMqServer server = of(config);
        server.start();
        return server;
    }

    @Override
    public String name() {
        return "rocketmq";
    }

    /** Starts it again after {@link #stop()} or {@link #kill()}, on the same ports and store. */
    @Override
    public synchronized void start() {
        if (isAlive()) {
            return;
        }
        pidFile.endOrphan(home());
        requireFreePorts();
        makeFolders();
        config.access().account().ifPresent(this::writeAccounts);
        // RocksDB unpacks its library into /tmp, where it may not be executed on some hosts, and where each start
        // leaves a copy.
        process = ChildProcess.start(ChildProcess.Command.of("rocketmq", command(), config.log())
                .withEnvironment(Map.of("ROCKSDB_SHAREDLIB_DIR", config.folder().toString()))
                .withPipes());
        pidFile.write(process.pid());
        console = new BrokerConsole(process);
        awaitReady();
        config.topics().forEach(this::createTransactionTopic);
        config.groups().forEach(this::createGroup);
    }

    /** {@code host:port} for gRPC clients. */
    public String endpoint() {
        return config.access().host() + ":" + grpcPort();
    }

    public int grpcPort() {
        return config.grpcPort();
    }

    public String nameServerAddress() {
        return "127.0.0.1:" + config.nameServerPort();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public ProcessHandle handle() {
        return process.handle();
    }

    @Override
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

    /** From now on, until the next start; of a guarded server. */
    public void changePassword(BrokerAccount account) {
        ask("change-password", encode(account.user()), encode(account.password()));
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

    /** How many messages each topic ever took, the broker's own topics included. */
    public Map<String, Long> messagesTaken() {
        return ask("messages-taken").stream()
                .map(row -> row.split(" ", 2))
                .collect(Collectors.toMap(words -> words[0], words -> Long.valueOf(words[1])));
    }

    @Override
    public void kill() {
        end(ChildProcess::kill);
    }

    /** It writes what is in memory and ends, within about a second. */
    @Override
    public void stop() {
        end(child -> child.stop(STOP_TIMEOUT));
    }

    @Override
    public void close() {
        stop();
    }

    private void end(Consumer<ChildProcess> how) {
        ChildProcess running = process;
        if (running != null) {
            how.accept(running);
            pidFile.delete();
        }
    }

    private List<StoredMessage> rows(String command, String topic) {
        return ask(command, topic).stream().map(StoredMessage::parse).toList();
    }

    private List<String> ask(String... words) {
        return console.ask(ANSWER_TIMEOUT, words);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
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
        Ports.requireFree(config.brokerPort() - RocketMqConfig.FAST_PORT_BELOW, "RocketMQ broker's second port");
    }

    /** The account that the broker has for itself is made here, and is needed nowhere else. */
    private void writeAccounts(BrokerAccount account) {
        Properties accounts = new Properties();
        accounts.setProperty("user", account.user());
        accounts.setProperty("password", account.password());
        accounts.setProperty("inner", Secrets.in(accountsFile()).get("inner"));
        StringWriter text = new StringWriter();
        try {
            accounts.store(text, null);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        PrivateFile.write(accountsFile(), text.toString());
    }

    private Path accountsFile() {
        return config.folder().resolve("accounts.secrets");
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
        List<String> arguments = new ArrayList<>(List.of(
                home(),
                "name-server-port=" + config.nameServerPort(),
                "broker-port=" + config.brokerPort(),
                "grpc-host=" + config.access().host(),
                "grpc-port=" + config.grpcPort(),
                "tls-only=" + config.access().tlsOnly()));
        config.access().account().ifPresent(account -> arguments.add("accounts=" + accountsFile()));
        Map<String, String> settings = new LinkedHashMap<>(config.pace().brokerSettings());
        settings.putAll(config.brokerSettings());
        settings.forEach((key, value) -> arguments.add("broker." + key + "=" + value));
        return JavaProgram.main(
                ServerProgram.classPath(), MAIN, arguments, jvmOptions().toArray(String[]::new));
    }

    private List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx256m",
                "-XX:MaxDirectMemorySize=128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.nio.maxCachedBufferSize=262144",
                "-Duser.home=" + config.folder(), // RocksDB would log into the user's
                "-Dtandem.log.dir=" + config.log().getParent()));
        options.addAll(ServerProgram.archiveOptions());
        options.addAll(config.jvmOptions());
        return options;
    }
}
