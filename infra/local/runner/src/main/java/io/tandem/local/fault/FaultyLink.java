package io.tandem.local.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A network that can be broken on purpose: a TCP proxy on the loopback interface in front of one port. Clients are pointed at
 * {@link #port()}; a fault then hits exactly the clients of this link, while the server itself stays well.
 */
public final class FaultyLink implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 300;
    private static final int CONNECT_TIMEOUT_MS = 5_000;

    private volatile int targetPort;
    private final ServerSocket listener;
    private final Valve requests = new Valve();
    private final Valve replies = new Valve();
    private final List<LinkConnection> connections = new ArrayList<>();
    private volatile Inspector inspector = Inspector.PASS_ALL;

    private FaultyLink(int targetPort, ServerSocket listener) {
        this.targetPort = targetPort;
        this.listener = listener;
    }

    /** A link to a port of the loopback interface; the server behind it may be down, now or later. */
    public static FaultyLink to(int targetPort) {
        try {
            FaultyLink link = new FaultyLink(targetPort, new ServerSocket(0, 128, InetAddress.getLoopbackAddress()));
            Thread acceptor = new Thread(link::accept, "link-" + link.port());
            acceptor.setDaemon(true);
            acceptor.start();
            return link;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** {@code host:port} for clients. */
    public String endpoint() {
        return "127.0.0.1:" + port();
    }

    /** Resets all connections, and each new one as soon as it is made. */
    public void cut() {
        requests.set(Valve.Mode.CUT);
        replies.set(Valve.Mode.CUT);
        resetConnections();
    }

    /** Keeps connections and takes new ones, but no byte passes: a network that swallows, or a server that hangs. */
    public void stall() {
        stallRequests();
        stallReplies();
    }

    /** One way only: the server hears nothing any more, and what it says still arrives. */
    public void stallRequests() {
        requests.set(Valve.Mode.STALLED);
    }

    /** The other way only: the server hears and does everything, and is not heard. */
    public void stallReplies() {
        replies.set(Valve.Mode.STALLED);
    }

    /** Ends cuts, stalls and delays; what was held back by a stall now passes. */
    public void heal() {
        for (Valve valve : List.of(requests, replies)) {
            valve.delay(() -> Duration.ZERO);
            valve.set(Valve.Mode.OPEN);
        }
    }

    /** Every chunk, in either direction, waits that long. */
    public void delay(Duration perChunk) {
        delay(() -> perChunk);
    }

    /** Every chunk, in either direction, waits as long as it is told: asked for each chunk, by several threads at once. */
    public void delay(Supplier<Duration> ofChunk) {
        requests.delay(ofChunk);
        replies.delay(ofChunk);
    }

    /** Asked about each chunk from a client, on connections that exist and on new ones; replaces the one before. */
    public void inspectWith(Inspector next) {
        inspector = next;
    }

    /** New connections go to another port; those of now stay where they are. */
    public void retarget(int port) {
        targetPort = port;
    }

    /** Resets the connections of now; new ones work. */
    public void resetConnections() {
        List<LinkConnection> now;
        synchronized (connections) {
            now = List.copyOf(connections);
            connections.clear();
        }
        now.forEach(LinkConnection::reset);
    }

    /**
     * What a firewall does that has forgotten the connections of now: from here on no byte of theirs arrives, in either direction, and
     * neither side hears of it, not even of the other's end. New ones work.
     */
    public void silence() {
        List<LinkConnection> now;
        synchronized (connections) {
            now = List.copyOf(connections);
        }
        now.forEach(LinkConnection::silence);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            cut();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                join(listener.accept());
            } catch (IOException closed) {
                // the loop's condition tells whether for good
            }
        }
    }

    private void join(Socket client) {
        Socket server = new Socket();
        try {
            if (requests.isCut() || isFull()) {
                throw new IOException("refused");
            }
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort), CONNECT_TIMEOUT_MS);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            LinkConnection connection =
                    new LinkConnection(client, server, requests, replies, () -> inspector, "link-" + port());
            synchronized (connections) {
                connections.removeIf(LinkConnection::isOver);
                connections.add(connection);
            }
            connection.start();
            if (requests.isCut()) {
                connection.reset(); // cut while it was being made
            }
        } catch (IOException unreachable) {
            LinkConnection.reset(client);
            LinkConnection.reset(server);
        }
    }

    private boolean isFull() {
        synchronized (connections) {
            connections.removeIf(LinkConnection::isOver);
            return connections.size() >= MOST_CONNECTIONS;
        }
    }
}
