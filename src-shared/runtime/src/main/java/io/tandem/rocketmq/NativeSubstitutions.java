package io.tandem.rocketmq;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import javax.net.ssl.SSLEngine;
import org.apache.rocketmq.shaded.io.grpc.ManagedChannelBuilder;
import org.apache.rocketmq.shaded.io.grpc.netty.shaded.io.netty.buffer.ByteBufAllocator;
import org.apache.rocketmq.shaded.io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig;
import org.apache.rocketmq.shaded.io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import org.apache.rocketmq.shaded.io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import org.apache.rocketmq.shaded.io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import org.apache.rocketmq.shaded.io.grpc.netty.shaded.io.netty.handler.ssl.JdkAlpnApplicationProtocolNegotiator;
import org.apache.rocketmq.shaded.io.grpc.netty.shaded.io.netty.handler.ssl.JdkApplicationProtocolNegotiator;
import org.apache.rocketmq.shaded.io.grpc.netty.shaded.io.netty.handler.ssl.JdkSslContext;
import org.apache.rocketmq.shaded.io.grpc.netty.shaded.io.netty.util.internal.logging.InternalLoggerFactory;
import org.apache.rocketmq.shaded.io.grpc.netty.shaded.io.netty.util.internal.logging.JdkLoggerFactory;

/**
 * What Quarkus does for Netty, for the copy of it inside the RocketMQ client: takes out the branches that need optional libraries
 * which are not there. Quarkus links at build time, so that a reachable reference to a missing class fails the native build.
 */
final class NativeSubstitutions {
    private NativeSubstitutions() {}
}

/** Else "unresolved type Log4J2Logger": Netty's own log goes to java.util.logging, which is Quarkus'. */
@TargetClass(InternalLoggerFactory.class)
final class InternalLoggerFactorySubstitution {

    @Substitute
    @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
    private static InternalLoggerFactory newDefaultFactory(String name) {
        return JdkLoggerFactory.INSTANCE;
    }
}

/** Else "unresolved method JettyNpnSslEngine.isAvailable": there is ALPN, and no NPN. */
@TargetClass(JdkSslContext.class)
@SuppressWarnings("deprecation")
final class JdkSslContextSubstitution {

    @Substitute
    static JdkApplicationProtocolNegotiator toNegotiator(ApplicationProtocolConfig config, boolean isServer) {
        if (config == null || config.protocol() == Protocol.NONE) {
            return (JdkApplicationProtocolNegotiator) (Object) DefaultNegotiatorAlias.INSTANCE;
        }
        if (config.protocol() != Protocol.ALPN) {
            throw new UnsupportedOperationException("only ALPN: " + config.protocol());
        }
        boolean fails = isServer
                ? config.selectorFailureBehavior() == SelectorFailureBehavior.FATAL_ALERT
                : config.selectedListenerFailureBehavior() == SelectedListenerFailureBehavior.FATAL_ALERT;
        return new JdkAlpnApplicationProtocolNegotiator(fails, config.supportedProtocols());
    }
}

@TargetClass(
        className =
                "org.apache.rocketmq.shaded.io.grpc.netty.shaded.io.netty.handler.ssl.JdkDefaultApplicationProtocolNegotiator")
final class DefaultNegotiatorAlias {

    @Alias
    @SuppressWarnings("NonFinalStaticField")
    static DefaultNegotiatorAlias INSTANCE;

    private DefaultNegotiatorAlias() {}
}

/** The engine is the JDK's: Conscrypt, Bouncy Castle and Jetty's ALPN are left out. */
@TargetClass(
        className =
                "org.apache.rocketmq.shaded.io.grpc.netty.shaded.io.netty.handler.ssl.JdkAlpnApplicationProtocolNegotiator$AlpnWrapper")
@SuppressWarnings("deprecation")
final class AlpnWrapperSubstitution {

    @Substitute
    @SuppressWarnings("UnusedVariable")
    public SSLEngine wrapSslEngine(
            SSLEngine engine, ByteBufAllocator alloc, JdkApplicationProtocolNegotiator negotiator, boolean isServer) {
        return (SSLEngine) (Object) new JdkAlpnSslEngineAlias(engine, negotiator, isServer);
    }
}

@TargetClass(className = "org.apache.rocketmq.shaded.io.grpc.netty.shaded.io.netty.handler.ssl.JdkAlpnSslEngine")
@SuppressWarnings("deprecation")
final class JdkAlpnSslEngineAlias {

    @Alias
    @SuppressWarnings("UnusedVariable")
    JdkAlpnSslEngineAlias(SSLEngine engine, JdkApplicationProtocolNegotiator negotiator, boolean isServer) {}
}

/** Else "unresolved type io.grpc.okhttp": the client gives its metrics exporter a channel, so this is never called. */
@TargetClass(className = "org.apache.rocketmq.shaded.io.opentelemetry.exporter.internal.grpc.ManagedChannelUtil")
final class ManagedChannelUtilSubstitution {

    private ManagedChannelUtilSubstitution() {}

    @Substitute
    @SuppressWarnings({"UnusedVariable", "DoNotCallSuggester"})
    public static void setClientKeysAndTrustedCertificatesPem(
            ManagedChannelBuilder<?> builder, byte[] key, byte[] chain, byte[] trusted) {
        throw new UnsupportedOperationException("TLS files for the client's metrics exporter");
    }
}
