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

    private EchoServer(ServerSocket listener) {
        this.listener = listener;
    }

    static EchoServer start() throws IOException {
        EchoServer server = new EchoServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        daemon(server::accept);
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    String received() {
        return received.toString(StandardCharsets.UTF_8);
    }

    void close() throws IOException {
        listener.close();
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

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "echo");
        thread.setDaemon(true);
        thread.start();
    }
}
