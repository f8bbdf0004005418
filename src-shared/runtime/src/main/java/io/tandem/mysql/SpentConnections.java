package io.tandem.mysql;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.command.CommandResponse;

/**
 * Closes a connection on which MySQL said that it is not the one to ask, such as a primary that lives on read-only after a
 * fail-over: as long as requests keep it busy, its pool would never make one to the new primary.
 */
final class SpentConnections extends ChannelInboundHandlerAdapter {

    private static final String LAST_OF_VERTX = "handler";

    private final NetSocketInternal socket;

    private SpentConnections(NetSocketInternal socket) {
        this.socket = socket;
    }

    /** From now on, for as long as the connection lives. */
    static void watch(SqlConnection connection) {
        ConnectionReset.physical(connection)
                .map(SocketConnectionBase::socket)
                .ifPresent(socket -> socket.channelHandlerContext()
                        .pipeline()
                        .addBefore(LAST_OF_VERTX, "spent", new SpentConnections(socket)));
    }

    /** The answer goes to its statement first, which so fails with what MySQL said. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        context.fireChannelRead(message);
        if (message instanceof CommandResponse<?> response
                && response.toAsyncResult().cause() instanceof MySQLException answer) {
            OutageLog.note(answer);
            if (MySqlError.of(answer).filter(MySqlError::isOfTheConnection).isPresent()) {
                socket.close();
            }
        }
    }
}
