package io.tandem.rehearse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** Which ports of an address let somebody in who knocks from where this JVM is. */
final class Doors {

    private static final int PATIENCE_MS = 700;

    /** Whatever listens on one of the hosts, and what people try first. */
    private static final List<Integer> PORTS =
            List.of(22, 80, 443, 3306, 5005, 8080, 8081, 9000, 9080, 9081, 9876, 10909, 10911, 33060);

    private Doors() {}

    static List<Integer> openAt(String address) {
        return PORTS.parallelStream().filter(port -> isOpen(address, port)).toList();
    }

    static int count() {
        return PORTS.size();
    }

    static boolean isOpen(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), PATIENCE_MS);
            return true;
        } catch (IOException refusedOrSilent) {
            return false;
        }
    }
}
