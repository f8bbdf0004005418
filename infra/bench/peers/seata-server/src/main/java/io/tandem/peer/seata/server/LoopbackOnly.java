package io.tandem.peer.seata.server;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ServerChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Seata's server has a setting for the port that it listens on, and none for the address. Netty asks extensions like this one before
 * it binds a server's channel, if it runs with {@code -Dio.netty.bootstrap.extensions=serviceload}.
 */
public final class LoopbackOnly extends ChannelInitializerExtension {

    @Override
    public void postInitializeServerListenerChannel(ServerChannel channel) {
        channel.pipeline().addFirst(new ToLoopback());
    }

    private static final class ToLoopback extends ChannelOutboundHandlerAdapter {

        @Override
        public void bind(ChannelHandlerContext context, SocketAddress address, ChannelPromise promise) {
            int port = ((InetSocketAddress) address).getPort();
            // The promise itself comes back: a failure is seen there.
            ChannelFuture unused = context.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), promise);
        }
    }
}
