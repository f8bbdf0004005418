package io.tandem.web.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quarkus.arc.Arc;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Gives every connection that the service accepts its {@link ConnectionGuard}. Vert.x tells of a connection when its first
 * request is there, which is too late; Netty's own extension point does when it is accepted.
 */
@Singleton
public final class GuardedConnections {

    /** The name that Vert.x gives the handler behind its codec. */
    private static final String VERTX = "handler";

    private final ConnectionConfig config;

    GuardedConnections(ConnectionConfig config) {
        this.config = config;
    }

    /** Before anything listens or connects: Netty looks once. */
    void install(@Observes Router router) {
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    /** Made by Netty, for it is named in {@code META-INF/services}. */
    public static final class Everyone extends ChannelInitializerExtension {

        /** Empty where no application runs, as in a test with a server of its own. */
        private final Optional<ConnectionConfig> config = Optional.ofNullable(Arc.container())
                .map(container -> container.instance(GuardedConnections.class).get())
                .map(guarded -> guarded.config);

        @Override
        public void postInitializeServerChildChannel(Channel accepted) {
            config.ifPresent(limits -> accepted.pipeline().addFirst(new UntilHttp(limits)));
        }
    }

    /** Waits for the codec, which under TLS is there only after the handshake, and leaves. */
    private static final class UntilHttp extends ChannelInboundHandlerAdapter {

        private final ConnectionConfig config;

        private UntilHttp(ConnectionConfig config) {
            this.config = config;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (context.pipeline().get(VERTX) != null) {
                context.pipeline().addBefore(VERTX, null, new ConnectionGuard(config));
                context.pipeline().remove(this);
            }
            context.fireChannelRead(message);
        }
    }
}
