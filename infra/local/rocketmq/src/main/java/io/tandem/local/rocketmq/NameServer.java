package io.tandem.local.rocketmq;

import java.util.Properties;
import org.apache.rocketmq.common.namesrv.NamesrvConfig;
import org.apache.rocketmq.namesrv.NamesrvController;
import org.apache.rocketmq.remoting.netty.NettyClientConfig;
import org.apache.rocketmq.remoting.netty.NettyServerConfig;

/** RocketMQ's name server on the loopback interface: the stock {@code NamesrvStartup} binds all of them. */
final class NameServer {

    private final NamesrvController controller;

    private NameServer(NamesrvController controller) {
        this.controller = controller;
    }

    static NameServer start(Settings settings) throws Exception {
        NamesrvConfig config = new NamesrvConfig();
        config.setRocketmqHome(settings.home().toString());
        config.setKvConfigPath(settings.home().resolve("namesrv/kvConfig.json").toString());
        config.setConfigStorePath(
                settings.home().resolve("namesrv/namesrv.properties").toString());
        NettyServerConfig server = new NettyServerConfig();
        server.setBindAddress(Loopback.HOST);
        server.setListenPort(settings.nameServerPort());
        server.setServerWorkerThreads(2);
        server.setServerSelectorThreads(1);
        NamesrvController controller = new NamesrvController(config, server, new NettyClientConfig());
        controller.getConfiguration().registerConfig(new Properties());
        if (!controller.initialize()) {
            throw new IllegalStateException("The name server did not initialise, see rocketmq-server.log");
        }
        controller.start();
        return new NameServer(controller);
    }

    boolean knowsRouteOf(String topic) {
        return controller.getRouteInfoManager().pickupTopicRouteData(topic) != null;
    }
}
