package io.tandem.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** What can be learnt about a port of the loopback interface without knowing who is behind it. */
public final class Ports {

    private static final int CONNECT_TIMEOUT_MS = 500;

    private Ports() {}

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections of a server that just ended do not keep its port
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }

    public static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** Fails with a {@link LocalFailure} that names the port and what wanted it. */
    public static void requireFree(int port, String purpose) {
        if (!isFree(port)) {
            throw new LocalFailure("Port " + port + " (" + purpose + ") is in use by another program");
        }
    }
}
