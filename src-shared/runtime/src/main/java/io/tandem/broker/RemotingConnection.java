package io.tandem.broker;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jboss.logging.Logger;

/** A connection to a name server or a broker; answers come in the order of the requests, of which one is under way at a time. */
final class RemotingConnection {

    private static final Logger LOG = Logger.getLogger(RemotingConnection.class);

    private final NetSocket socket;
    private final Queue<Promise<RemotingCommand>> waiting = new ArrayDeque<>();
    private boolean inFrame;

    private RemotingConnection(NetSocket socket) {
        this.socket = socket;
        RecordParser frames = RecordParser.newFixed(Integer.BYTES);
        frames.handler(part -> take(frames, part));
        frames.exceptionHandler(this::fail);
        socket.handler(frames);
        socket.exceptionHandler(this::fail);
        socket.closeHandler(closed -> fail(new IOException("the connection was closed")));
    }

    /** @param address {@code host:port} */
    static Future<RemotingConnection> open(NetClient client, String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 1) {
            return Future.failedFuture(new IOException("not host:port: " + address));
        }
        return client.connect(Integer.parseInt(address.substring(colon + 1)), address.substring(0, colon))
                .map(RemotingConnection::new);
    }

    Future<RemotingCommand> ask(int code, JsonObject fields) {
        Promise<RemotingCommand> answer = Promise.promise();
        waiting.add(answer);
        return socket.write(RemotingCommand.request(code, fields)).compose(written -> answer.future());
    }

    Future<Void> close() {
        return socket.close();
    }

    private void take(RecordParser frames, Buffer part) {
        if (!inFrame) {
            int length = part.getInt(0);
            if (length < Integer.BYTES || length > RemotingCommand.LARGEST_FRAME) {
                fail(new IOException("not RocketMQ's remoting protocol"));
                return;
            }
            inFrame = true;
            frames.fixedSizeMode(length);
            return;
        }
        inFrame = false;
        frames.fixedSizeMode(Integer.BYTES);
        Promise<RemotingCommand> answer = waiting.poll();
        if (answer != null) {
            answer.handle(Future.succeededFuture(part).map(RemotingCommand::response));
        }
    }

    private void fail(Throwable cause) {
        for (Promise<RemotingCommand> one = waiting.poll(); one != null; one = waiting.poll()) {
            one.tryFail(cause);
        }
        socket.close().onFailure(late -> LOG.debugf("remoting=not-closed cause=%s", late.getMessage()));
    }
}
