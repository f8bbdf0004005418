package io.tandem.load;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Waiting;
import io.tandem.local.run.SignIn;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Hundreds of connections of each kind that wears a server out: heads that never end, bodies that never end, answers that are
 * never read. Each sends a byte now and then, so that it never looks idle.
 */
final class SlowClients implements AutoCloseable {

    private static final int LITTLE = 4096;
    /** As many as the service takes ahead, which is no reason yet to cut anybody off. */
    private static final int AHEAD = 8;

    /** Below the 20 s that the service allows for a request. */
    private static final Duration FOR_A_REQUEST = Duration.ofSeconds(15);

    /** Below the 30 s that it allows for an answer. */
    private static final Duration FOR_AN_ANSWER = Duration.ofSeconds(25);

    private static final Duration EVERY = Duration.ofMillis(500);

    private final List<SocketChannel> open = new ArrayList<>();
    private final String kind;
    private final ByteBuffer drip;
    private final long began = System.nanoTime();
    private final Duration allowed;
    private long firstCut;
    private long lastCut = began;

    private SlowClients(String kind, String orderUrl, int count, String first, String drip, Duration allowed) {
        this.kind = kind;
        this.allowed = allowed;
        this.drip = ascii(drip);
        URI order = URI.create(orderUrl);
        ByteBuffer beginning = ascii(first);
        for (int i = 0; i < count; i++) {
            open.add(connected(order, beginning.duplicate()));
        }
    }

    static List<SlowClients> ofEachKind(String orderUrl, SignIn account, int count) {
        String credentials = Base64.getEncoder()
                .encodeToString((account.user() + ":" + account.password()).getBytes(StandardCharsets.UTF_8));
        String head = "GET /login HTTP/1.1\r\nHost: x\r\nX: ";
        String read = "GET /tandem.css HTTP/1.1\r\nHost: x\r\n\r\n";
        // The largest answer there is: what is smaller may find room in the systems' buffers, eight times.
        String large =
                "GET /api/trace?limit=100 HTTP/1.1\r\nHost: x\r\nAuthorization: Basic " + credentials + "\r\n\r\n";
        return List.of(
                new SlowClients("heads that do not end", orderUrl, count, head, "x", FOR_A_REQUEST),
                new SlowClients(
                        "bodies that do not end",
                        orderUrl,
                        count,
                        "POST /api/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Basic " + credentials
                                + "\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{",
                        " ",
                        FOR_A_REQUEST),
                new SlowClients(
                        "answers that the client does not read",
                        orderUrl,
                        count,
                        large.repeat(AHEAD) + head,
                        "x",
                        FOR_AN_ANSWER),
                new SlowClients(
                        "requests sent ahead, nothing read",
                        orderUrl,
                        count,
                        read.repeat(500),
                        read.repeat(100),
                        Duration.ZERO));
    }

    String kind() {
        return kind;
    }

    /** Sends each its next byte, and forgets those that the service has closed. */
    private void drip() {
        open.removeIf(channel -> {
            try {
                channel.write(drip.duplicate());
                return false;
            } catch (IOException cut) {
                lastCut = System.nanoTime();
                firstCut = firstCut == 0 ? lastCut : firstCut;
                close(channel);
                return true;
            }
        });
    }

    int stillOpen() {
        return open.size();
    }

    /**
     * As long as the service allows: a connection closed before has met another limit, such as that for all connections, and shows
     * nothing.
     */
    boolean heldAsLongAsAllowed() {
        return firstHeld().compareTo(allowed) >= 0;
    }

    /** How long the first of them held out. */
    Duration firstHeld() {
        return Duration.ofNanos(firstCut == 0 ? 0 : firstCut - began);
    }

    /** How long the last of them held out. */
    Duration held() {
        return Duration.ofNanos(lastCut - began);
    }

    /** Drips until all of them were cut off, or the time is over. */
    static void drip(List<SlowClients> kinds, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < deadline && kinds.stream().anyMatch(kind -> kind.stillOpen() > 0)) {
            kinds.forEach(SlowClients::drip);
            Waiting.pause(EVERY);
        }
    }

    @Override
    public void close() {
        open.forEach(SlowClients::close);
    }

    private static SocketChannel connected(URI order, ByteBuffer beginning) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, LITTLE);
            channel.connect(new InetSocketAddress(order.getHost(), order.getPort()));
            channel.write(beginning);
            channel.configureBlocking(false);
            return channel;
        } catch (IOException refused) {
            throw new LocalFailure("order-native takes no connection: " + refused.getMessage(), refused);
        }
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            throw new LocalFailure("a connection cannot be closed: " + gone.getMessage(), gone);
        }
    }
}
