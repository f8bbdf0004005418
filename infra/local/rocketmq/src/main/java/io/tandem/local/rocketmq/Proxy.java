package io.tandem.local.rocketmq;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.proxy.config.Configuration;
import org.apache.rocketmq.proxy.config.ConfigurationManager;
import org.apache.rocketmq.proxy.grpc.ProxyAndTlsProtocolNegotiator;
import org.apache.rocketmq.proxy.grpc.interceptor.ContextInterceptor;
import org.apache.rocketmq.proxy.grpc.interceptor.GlobalExceptionInterceptor;
import org.apache.rocketmq.proxy.grpc.interceptor.HeaderInterceptor;
import org.apache.rocketmq.proxy.grpc.v2.GrpcMessagingApplication;
import org.apache.rocketmq.proxy.processor.DefaultMessagingProcessor;
import org.apache.rocketmq.remoting.common.TlsMode;
import org.apache.rocketmq.remoting.netty.TlsSystemConfig;

/**
 * RocketMQ's gRPC proxy in local mode, on the loopback interface. {@code ProxyStartup} would bind all interfaces and open
 * a second, remoting endpoint that nothing here uses.
 */
final class Proxy {

    private static final int MAX_INBOUND_BYTES = 16 * 1024 * 1024;
    private static final int GRPC_THREADS = 8;

    private final DefaultMessagingProcessor processor;
    private final GrpcMessagingApplication application;
    private final int port;
    private Server server;

    private Proxy(DefaultMessagingProcessor processor, GrpcMessagingApplication application, int port) {
        this.processor = processor;
        this.application = application;
        this.port = port;
    }

    static Proxy initialise(Settings settings, Broker broker) throws Exception {
        Path file = settings.home().resolve("rmq-proxy.json");
        Files.writeString(file, configuration(settings));
        System.setProperty(Configuration.CONFIG_PATH_PROPERTY, file.toString());
        ConfigurationManager.initEnv();
        ConfigurationManager.initConfig();
        DefaultMessagingProcessor processor = DefaultMessagingProcessor.createForLocalMode(broker.controller());
        return new Proxy(processor, GrpcMessagingApplication.create(processor), settings.grpcPort());
    }

    /** Starts what the endpoint stands on; the broker must be running. */
    void start() throws Exception {
        processor.start();
        application.start();
    }

    /** Opens the endpoint; before this no client can connect. */
    void open() throws IOException {
        ExecutorService executor = Executors.newFixedThreadPool(GRPC_THREADS, task -> {
            Thread worker = new Thread(task, "grpc-endpoint");
            worker.setDaemon(true);
            return worker;
        });
        // "disabled" for the remoting servers (see RocketMqLauncher) would also switch off TLS here.
        TlsSystemConfig.tlsMode = TlsMode.PERMISSIVE;
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .executor(executor)
                .protocolNegotiator(new ProxyAndTlsProtocolNegotiator())
                .maxInboundMessageSize(MAX_INBOUND_BYTES)
                .maxConnectionIdle(120, TimeUnit.SECONDS)
                .addService(application)
                .intercept(new RouteAsAsked())
                .intercept(new GlobalExceptionInterceptor())
                .intercept(new ContextInterceptor())
                .intercept(new HeaderInterceptor())
                .build()
                .start();
    }

    void close() {
        if (server != null) {
            server.shutdownNow();
        }
    }

    private static String configuration(Settings settings) {
        return """
                {
                  "rocketMQClusterName": "%s",
                  "proxyMode": "LOCAL",
                  "namesrvAddr": "%s",
                  "localServeAddr": "%s",
                  "grpcServerPort": %d,
                  "grpcClientConsumerMaxLongPollingTimeoutMillis": 2000,
                  "tlsTestModeEnable": true
                }
                """.formatted(BrokerDefaults.CLUSTER, settings.nameServerAddress(), Loopback.HOST, settings.grpcPort());
    }
}
