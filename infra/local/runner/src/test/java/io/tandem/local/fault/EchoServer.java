package io.tandem.local.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends back what it gets, and remembers it. */
final class EchoServer {

    private final ServerSocket listener;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final Thread accepting;

    private EchoServer(ServerSocket listener) {
        this.listener = listener;
        this.accepting = daemon(this::accept);
    }

    static EchoServer start() throws IOException {
        return new EchoServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    int port() {
        return listener.getLocalPort();
    }

    String received() {
        return received.toString(StandardCharsets.UTF_8);
    }

    /** Afterwards no connection is accepted: the kernel may still give a connection to an accept that is just being interrupted. */
    void close() throws IOException {
        listener.close();
        try {
            accepting.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                daemon(() -> echo(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void echo(Socket client) {
        byte[] chunk = new byte[1024];
        try (client) {
            for (int length = client.getInputStream().read(chunk);
                    length >= 0;
                    length = client.getInputStream().read(chunk)) {
                received.write(chunk, 0, length);
                client.getOutputStream().write(chunk, 0, length);
            }
        } catch (IOException over) {
            // an end like any other
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "echo");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
