package io.tandem.local.rocketmq;

import java.util.Properties;
import org.apache.rocketmq.auth.config.AuthConfig;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.broker.transaction.queue.TransactionalMessageServiceImpl;
import org.apache.rocketmq.common.BrokerConfig;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.remoting.netty.NettyClientConfig;
import org.apache.rocketmq.remoting.netty.NettyServerConfig;
import org.apache.rocketmq.store.config.MessageStoreConfig;

/** Assembles RocketMQ's broker as {@code BrokerStartup} does, minus the calls of {@code System.exit}. */
final class Broker {

    private final BrokerController controller;

    private Broker(BrokerController controller) {
        this.controller = controller;
    }

    static Broker initialise(Settings settings) throws Exception {
        Properties properties = BrokerDefaults.in(settings.home());
        settings.accounts().ifPresent(accounts -> properties.putAll(accounts.brokerSettings()));
        properties.putAll(settings.broker());
        BrokerConfig broker = new BrokerConfig();
        NettyServerConfig server = new NettyServerConfig();
        NettyClientConfig client = new NettyClientConfig();
        MessageStoreConfig store = new MessageStoreConfig();
        AuthConfig auth = new AuthConfig();
        for (Object config : new Object[] {broker, server, client, store, auth}) {
            MixAll.properties2Object(properties, config);
        }
        server.setListenPort(settings.brokerPort());
        broker.setRocketmqHome(settings.home().toString());
        broker.setNamesrvAddr(settings.nameServerAddress());
        broker.setBrokerId(MixAll.MASTER_ID);
        store.setHaListenPort(settings.brokerPort() + 1); // never opened, see NoAcceptHaService
        auth.setConfigName(broker.getBrokerName());
        auth.setClusterName(broker.getBrokerClusterName());
        auth.setAuthConfigPath(store.getStorePathRootDir() + "/config");

        BrokerController controller = new BrokerController(broker, server, client, store, auth);
        controller.getConfiguration().registerConfig(properties);
        if (!controller.initialize()) {
            throw new IllegalStateException("The broker did not initialise, see rocketmq-server.log");
        }
        settings.accounts().ifPresent(accounts -> accounts.createIn(controller));
        MetricsFlush.removeFrom(controller);
        return new Broker(controller);
    }

    void start() throws Exception {
        controller.start();
        OpBatchTimer.replaceThreadOf((TransactionalMessageServiceImpl) controller.getTransactionalMessageService());
    }

    BrokerController controller() {
        return controller;
    }

    /**
     * Writes what is in memory. The caller then halts the process: RocketMQ's own shutdown takes 10 to 24 s of joins and
     * sleeps. The store's "abort" file stays, so the next start recovers from the commit log, as after a crash; with
     * files of 16 MiB that is short.
     */
    void flush() {
        controller.getMessageStore().flush();
        controller.getConsumerOffsetManager().persist();
        controller.getTopicConfigManager().persist();
        controller.getSubscriptionGroupManager().persist();
    }
}
