package io.tandem.local.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** One client's way through a {@link FaultyLink}: a thread for each direction, both ended by whichever ends first. */
final class LinkConnection {

    private static final int CHUNK = 64 * 1024;
    private static final int REPLY_TIMEOUT_MS = 10_000;

    private final Socket client;
    private final Socket server;
    private final Valve requestValve;
    private final Valve replyValve;
    private final Supplier<Inspector> inspector;
    private final AtomicBoolean dropReply = new AtomicBoolean();
    private volatile boolean silent;
    private final Thread requests;
    private final Thread replies;

    LinkConnection(
            Socket client,
            Socket server,
            Valve requestValve,
            Valve replyValve,
            Supplier<Inspector> inspector,
            String name) {
        this.client = client;
        this.server = server;
        this.requestValve = requestValve;
        this.replyValve = replyValve;
        this.inspector = inspector;
        this.requests = thread(this::passRequests, client, name + "-requests");
        this.replies = thread(this::passReplies, server, name + "-replies");
    }

    void start() {
        requests.start();
        replies.start();
    }

    /** Swallows everything from now on, also either side's end. */
    void silence() {
        silent = true;
    }

    boolean isOver() {
        return client.isClosed() && server.isClosed();
    }

    /** Resets both sides: neither sees an orderly end. */
    void reset() {
        reset(client);
        reset(server);
        requests.interrupt();
        replies.interrupt();
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyClosed) {
            // what was wanted
        }
    }

    private void passRequests() throws IOException, InterruptedException {
        InputStream from = client.getInputStream();
        OutputStream to = server.getOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int length = from.read(chunk); length >= 0; length = from.read(chunk)) {
            if (!requestValve.await()) {
                return;
            }
            if (silent) {
                continue;
            }
            switch (inspector.get().inspect(chunk, length)) {
                case PASS -> to.write(chunk, 0, length);
                case CUT_BEFORE -> {
                    reset();
                    return;
                }
                case CUT_AFTER -> {
                    // A reset right behind the request could overtake it; the server's answer proves that it took
                    // effect.
                    dropReply.set(true);
                    server.setSoTimeout(REPLY_TIMEOUT_MS);
                    to.write(chunk, 0, length);
                    replies.join(REPLY_TIMEOUT_MS);
                    reset();
                    return;
                }
            }
        }
    }

    private void passReplies() throws IOException, InterruptedException {
        InputStream from = server.getInputStream();
        OutputStream to = client.getOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int length = from.read(chunk); length >= 0; length = from.read(chunk)) {
            if (dropReply.get()) {
                reset(client);
                return;
            }
            if (!replyValve.await()) {
                return;
            }
            if (silent) {
                continue;
            }
            to.write(chunk, 0, length);
        }
    }

    private Thread thread(Pump pump, Socket from, String name) {
        Thread thread = new Thread(() -> run(pump, from), name);
        thread.setDaemon(true);
        return thread;
    }

    private void run(Pump pump, Socket from) {
        try {
            pump.run();
        } catch (IOException | InterruptedException over) {
            // an end like any other
        } finally {
            if (silent) {
                close(from);
            } else if (!dropReply.get()) {
                close(client);
                close(server);
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // what was wanted
        }
    }

    /** Moves bytes in one direction until that ends. */
    private interface Pump {

        void run() throws IOException, InterruptedException;
    }
}
