package io.tandem.rehearse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Which ports of an address are open to where this JVM is. */
final class Doors {

    private static final int PATIENCE_MS = 700;

    /** Whatever listens on one of the hosts, and what people try first. */
    private static final List<Integer> PORTS =
            List.of(22, 80, 443, 3306, 5005, 8080, 8081, 9000, 9080, 9081, 9876, 10909, 10911, 33060);

    private Doors() {}

    static List<Integer> openAt(String address) {
        ExecutorService knocking = Executors.newFixedThreadPool(PORTS.size());
        try {
            List<CompletableFuture<Boolean>> answers = PORTS.stream()
                    .map(port -> CompletableFuture.supplyAsync(() -> isOpen(address, port), knocking))
                    .toList();
            return IntStream.range(0, PORTS.size())
                    .filter(i -> answers.get(i).join())
                    .mapToObj(PORTS::get)
                    .toList();
        } finally {
            knocking.shutdown();
        }
    }

    static int count() {
        return PORTS.size();
    }

    private static boolean isOpen(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), PATIENCE_MS);
            return true;
        } catch (IOException refusedOrSilent) {
            return false;
        }
    }
}
