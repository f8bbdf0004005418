package io.tandem.faults.rig;

import io.tandem.faults.rule.Agent;
import io.tandem.local.broker.RocketMqConfig;
import io.tandem.local.broker.RocketMqServer;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.mysql.MySqlServer;
import io.tandem.local.mysql.TandemDatabase;
import io.tandem.local.process.Progress;
import io.tandem.local.run.MessagingAccess;
import io.tandem.local.run.Parallel;
import io.tandem.local.run.ServiceProcess;
import io.tandem.local.run.SignIn;
import io.tandem.local.run.StackConfig;
import io.tandem.local.run.TandemStack;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * MySQL with a replica, one RocketMQ, two processes of each service: the builds that users run. Every way from a process to a server is a
 * {@link FaultyLink}, and every JVM has an {@link Agent}.
 */
public final class Rig implements AutoCloseable {

    private final int processesOfEach;
    private final RocketMqServer rocketMq;
    private final Agent brokerAgent;
    private final BrokerDisk disk;
    private final TandemStack stack;
    private final Optional<MySqlPair> pair;
    private final List<Node> orders = new CopyOnWriteArrayList<>();
    private final List<Node> logistics = new CopyOnWriteArrayList<>();
    private boolean grouping;

    private Rig(
            int processesOfEach, boolean replicated, Path folder, Function<Path, BrokerDisk> disk, Progress progress) {
        this.processesOfEach = processesOfEach;
        this.brokerAgent = new Agent();
        Path brokerFolder = folder.toAbsolutePath().resolve("rocketmq");
        this.disk = disk.apply(brokerFolder.resolve("store"));
        this.rocketMq = RocketMqServer.of(RocketMqConfig.in(brokerFolder).withJvmOptions(brokerAgent.jvmOption()));
        StackConfig own = StackConfig.onFreePorts(folder, progress).withCopies();
        this.stack = new TandemStack(new StackConfig(
                own.folder(),
                own.ports(),
                own.pace(),
                own.programs(),
                own.databaseName(),
                own.mySql(),
                Optional.of(new MessagingAccess(rocketMq.endpoint(), rocketMq.nameServerAddress(), "", "")),
                own.demoUser(),
                own.demoPassword(),
                replicated ? MySqlPair.TUNING : own.tuning(),
                progress));
        this.pair = replicated
                ? Optional.of(new MySqlPair(
                        stack.mySql().orElseThrow(),
                        stack.database(),
                        folder.toAbsolutePath().resolve("mysql-replica")))
                : Optional.empty();
    }

    /**
     * Returns when everything is ready.
     *
     * @param settings variables of the services that differ from a deployment's
     */
    public static Rig start(Path folder, Map<String, String> settings, Progress progress) {
        Rig rig = new Rig(2, true, folder, BrokerDisk::at, progress);
        rig.start(settings);
        return rig;
    }

    /** Not started yet: one process of each service, MySQL without a replica, and a broker without a disk of its own. */
    public static Rig small(Path folder, Progress progress) {
        return new Rig(1, false, folder, BrokerDisk::shared, progress);
    }

    /** Returns when everything is ready; may be closed meanwhile, and then fails. */
    public void start(Map<String, String> settings) {
        grouping = !"1".equals(settings.get("TANDEM_ROCKETMQ_GROUP_SIZE"));
        Parallel.run(List.of(rocketMq::start, stack::startServers, () -> pair.ifPresent(MySqlPair::startReplica)));
        for (int number = 1; number <= processesOfEach; number++) {
            logistics.add(node("logistics-" + number, settings, stack.services()::anotherLogistics));
        }
        Map<String, String> ofOrders = new LinkedHashMap<>(settings);
        ofOrders.put("LOGISTICS_URL", logistics.get(0).url());
        for (int number = 1; number <= processesOfEach; number++) {
            orders.add(node("order-" + number, ofOrders, stack.services()::anotherOrder));
        }
    }

    /** Whether orders that wait share a half message. */
    public boolean grouping() {
        return grouping;
    }

    public List<Node> orders() {
        return List.copyOf(orders);
    }

    public List<Node> logistics() {
        return List.copyOf(logistics);
    }

    public List<Node> nodes() {
        return Stream.concat(orders.stream(), logistics.stream()).toList();
    }

    public RocketMqServer rocketMq() {
        return rocketMq;
    }

    /** Forgets every message, topic and offset; the broker must be down. */
    public void wipeBroker() {
        disk.wipe();
    }

    public BrokerDisk disk() {
        return disk;
    }

    public Agent brokerAgent() {
        return brokerAgent;
    }

    /** The one that is written to. */
    public MySqlServer mySql() {
        return pair.map(MySqlPair::primary).orElseGet(() -> stack.mySql().orElseThrow());
    }

    /** At the MySQL that is written to. */
    public TandemDatabase database() {
        return pair.map(MySqlPair::database).orElseGet(stack::database);
    }

    public boolean hasReplica() {
        return pair.isPresent();
    }

    /**
     * MySQL's replica takes over with all that was committed, and new connections go there; the old primary lives on, read-only, with
     * the connections that it has.
     */
    public void failOver() {
        pair.orElseThrow().failOver();
        nodes().forEach(node -> node.mySql().retarget(mySql().port()));
    }

    public SignIn signIn() {
        return stack.signIn();
    }

    /** Everything runs and reaches everything again, and returns when it is ready. */
    public void restore() {
        disk.free();
        mySql().start();
        rocketMq.start();
        brokerAgent.clear();
        nodes().forEach(Node::restore);
        nodes().forEach(Node::awaitReady);
    }

    @Override
    public void close() {
        nodes().forEach(Node::resume);
        stack.close();
        pair.ifPresent(MySqlPair::close);
        rocketMq.close();
        disk.close();
        nodes().forEach(node -> List.of(node.mySql(), node.broker()).forEach(FaultyLink::close));
    }

    private Node node(String name, Map<String, String> settings, Starting starting) {
        FaultyLink toMySql = FaultyLink.to(mySql().port());
        FaultyLink toBroker = FaultyLink.to(rocketMq.grpcPort());
        Agent agent = new Agent();
        Map<String, String> environment = new LinkedHashMap<>(settings);
        environment.put("JAVA_TOOL_OPTIONS", agent.jvmOption());
        environment.put("MYSQL_PORT", Integer.toString(toMySql.port()));
        environment.put("APP_DEMO_ROCKETMQ_ENDPOINT", toBroker.endpoint());
        return new Node(name, starting.start(environment), toMySql, toBroker, agent);
    }

    /** One of the stack's two ways to start a process more. */
    @FunctionalInterface
    private interface Starting {

        ServiceProcess start(Map<String, String> environment);
    }
}
