package io.tandem.local.rocketmq;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.common.MQVersion;
import org.apache.rocketmq.common.topic.TopicValidator;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;

/** Name server, broker and gRPC proxy, started in the order in which they need each other. */
final class RocketMqStack {

    private static final long ROUTE_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(40);
    private static final long REGISTER_EVERY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long POLL_MS = 50;

    private final NameServer nameServer;
    private final Broker broker;
    private final Proxy proxy;

    private RocketMqStack(NameServer nameServer, Broker broker, Proxy proxy) {
        this.nameServer = nameServer;
        this.broker = broker;
        this.proxy = proxy;
    }

    static RocketMqStack start(Settings settings) throws Exception {
        systemProperties(settings);
        NameServer nameServer = NameServer.start(settings);
        Broker broker = Broker.initialise(settings);
        Proxy proxy = Proxy.initialise(settings, broker);
        broker.start();
        proxy.start();
        RocketMqStack stack = new RocketMqStack(nameServer, broker, proxy);
        stack.awaitRoutes();
        proxy.open();
        return stack;
    }

    Broker broker() {
        return broker;
    }

    /**
     * {@code broker.start()} returns up to ten seconds before the name server has heard of its topics, and a client that
     * asks in between gets "No topic route info" (40402). So the broker registers again until every topic is known.
     */
    void awaitRoutes() throws InterruptedException {
        long deadline = System.nanoTime() + ROUTE_TIMEOUT_NS;
        long registerAt = System.nanoTime();
        List<String> missing = topicsWithoutRoute();
        while (!missing.isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("No route to these topics: " + missing);
            }
            if (System.nanoTime() - registerAt >= 0) {
                broker.controller().registerBrokerAll(true, false, true);
                registerAt = System.nanoTime() + REGISTER_EVERY_NS;
            }
            Thread.sleep(POLL_MS);
            missing = topicsWithoutRoute();
        }
    }

    void flush() {
        proxy.close();
        broker.flush();
    }

    private List<String> topicsWithoutRoute() {
        return broker.controller().getTopicConfigManager().getTopicConfigTable().keySet().stream()
                .filter(topic -> !TopicValidator.isSystemTopic(topic))
                .filter(topic -> !nameServer.knowsRouteOf(topic))
                .toList();
    }

    private static void systemProperties(Settings settings) {
        String home = settings.home().toString();
        System.setProperty("rocketmq.home.dir", home);
        System.setProperty("RMQ_PROXY_HOME", home);
        System.setProperty(RemotingCommand.REMOTING_VERSION_KEY, Integer.toString(MQVersion.CURRENT_VERSION));
        System.setProperty("brokerLogDir", "");
        // Else each remoting server makes itself an RSA certificate at start, which takes seconds.
        System.setProperty("tls.server.mode", "disabled");
        System.setProperty("tls.enable", "false");
    }
}
