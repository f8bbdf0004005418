package io.tandem.local.process;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are started, killed and started again on the same port. They come from below the range from which
 * the kernel serves outgoing connections (32768 and up on Linux), so no connection takes one while its server is down; and no port
 * is handed out twice in one JVM.
 */
public final class FreePorts {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 2_000;
    private static final Set<Integer> GIVEN = new HashSet<>();

    private FreePorts() {}

    public static int next() {
        return next(0);
    }

    /** A port {@code p} of which {@code p - below} is free, too: RocketMQ's broker opens a second one at {@code p - 2}. */
    public static synchronized int next(int below) {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            int second = port - below;
            if (!GIVEN.contains(port) && !GIVEN.contains(second) && Ports.isFree(port) && Ports.isFree(second)) {
                GIVEN.add(port);
                GIVEN.add(second);
                return port;
            }
        }
        throw new LocalFailure("No free port between " + LOWEST + " and " + HIGHEST);
    }
}
