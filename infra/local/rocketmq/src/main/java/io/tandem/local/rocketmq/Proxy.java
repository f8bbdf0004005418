package io.tandem.local.rocketmq;

import com.alibaba.fastjson2.JSON;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
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
 * RocketMQ's gRPC proxy in local mode, on one interface. {@code ProxyStartup} would bind all of them and open a second,
 * remoting endpoint that nothing here uses.
 */
final class Proxy {

    private static final int MAX_INBOUND_BYTES = 16 * 1024 * 1024;
    private static final int GRPC_THREADS = 8;

    private final DefaultMessagingProcessor processor;
    private final GrpcMessagingApplication application;
    private final Settings settings;
    private Server server;

    private Proxy(DefaultMessagingProcessor processor, GrpcMessagingApplication application, Settings settings) {
        this.processor = processor;
        this.application = application;
        this.settings = settings;
    }

    static Proxy initialise(Settings settings, Broker broker) throws Exception {
        Path file = settings.home().resolve("rmq-proxy.json");
        // It may name the account of the proxy itself.
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, configuration(settings, ProxyCertificate.makeIn(settings.home())));
        System.setProperty(Configuration.CONFIG_PATH_PROPERTY, file.toString());
        ConfigurationManager.initEnv();
        ConfigurationManager.initConfig();
        DefaultMessagingProcessor processor = DefaultMessagingProcessor.createForLocalMode(broker.controller());
        return new Proxy(processor, GrpcMessagingApplication.create(processor), settings);
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
        TlsSystemConfig.tlsMode = settings.tlsOnly() ? TlsMode.ENFORCING : TlsMode.PERMISSIVE;
        server = NettyServerBuilder.forAddress(new InetSocketAddress(settings.grpcHost(), settings.grpcPort()))
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

    private static String configuration(Settings settings, ProxyCertificate tls) {
        Map<String, Object> configuration = new TreeMap<>(Map.of(
                "rocketMQClusterName",
                BrokerDefaults.CLUSTER,
                "proxyMode",
                "LOCAL",
                "namesrvAddr",
                settings.nameServerAddress(),
                "localServeAddr",
                Loopback.HOST,
                "grpcServerPort",
                settings.grpcPort(),
                "grpcClientConsumerMaxLongPollingTimeoutMillis",
                2000,
                "tlsTestModeEnable",
                false,
                "tlsCertPath",
                tls.certificate().toString(),
                "tlsKeyPath",
                tls.key().toString()));
        settings.accounts().ifPresent(accounts -> configuration.putAll(accounts.proxySettings()));
        return JSON.toJSONString(configuration);
    }
}
