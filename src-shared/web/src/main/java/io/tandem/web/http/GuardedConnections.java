package io.tandem.web.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gives every connection that the service accepts its {@link ConnectionGuard}, and what else Vert.x leaves to be wished for. Vert.x tells of a connection when its first
 * request is there, which is too late; Netty's own extension point does when it is accepted.
 */
@Singleton
public final class GuardedConnections {

    /** The name that Vert.x gives the handler behind its codec. */
    private static final String VERTX = "handler";

    private final ConnectionConfig config;
    private final Optional<ForwardedHops> hops;

    GuardedConnections(
            ConnectionConfig config,
            VertxHttpConfig http,
            @ConfigProperty(name = "quarkus.http.proxy.trusted-proxies") Optional<List<String>> trusted) {
        this.config = config;
        this.hops = http.proxy().proxyAddressForwarding()
                ? Optional.of(ForwardedHops.over(
                        trusted.orElse(List.of()), http.proxy().enableForwardedHost()))
                : Optional.empty();
    }

    /** Before anything listens or connects: Netty looks once. */
    void install(@Observes Router router) {
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    /** Made by Netty, for it is named in {@code META-INF/services}. */
    public static final class Everyone extends ChannelInitializerExtension {

        /** Empty where no application runs, as in a test with a server of its own. */
        private final Optional<GuardedConnections> guarded = Optional.ofNullable(Arc.container())
                .map(container -> container.instance(GuardedConnections.class).get());

        @Override
        public void postInitializeServerChildChannel(Channel accepted) {
            guarded.ifPresent(all -> accepted.pipeline().addFirst(new UntilHttp(all)));
        }
    }

    /** Waits for the codec, which under TLS is there only after the handshake, and leaves. */
    private static final class UntilHttp extends ChannelInboundHandlerAdapter {

        private final GuardedConnections guarded;

        private UntilHttp(GuardedConnections guarded) {
            this.guarded = guarded;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (context.pipeline().get(VERTX) != null) {
                context.pipeline().addBefore(VERTX, null, new ConnectionGuard(guarded.config));
                guarded.hops.ifPresent(hops -> context.pipeline().addBefore(VERTX, null, hops));
                context.pipeline().addBefore(VERTX, null, new BareRefusals());
                context.pipeline().addBefore(VERTX, null, new PageCompression());
                context.pipeline().remove(this);
            }
            context.fireChannelRead(message);
        }
    }
}
