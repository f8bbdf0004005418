package io.tandem.rocketmq;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * A client of the broker that comes into being when the broker does. The RocketMQ client dies when it is built while the broker
 * is away; a service must not: this tries again until it succeeds, and says so. A client that reaches the broker no more is replaced:
 * after an outage its channel backs off for up to two minutes, and a silent connection is kept for five and a half (gRPC's
 * keep-alive, which the client sets to 300 s and 30 s).
 */
public final class BrokerClient<C extends Closeable> {

    private static final Logger LOG = Logger.getLogger(BrokerClient.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Above a receive's 8 s (long polling and time-out) and a send's 6 s (two times three). */
    private static final Duration CALLS_END = Duration.ofSeconds(15);

    private final String role;
    private final String endpoint;
    private final Callable<C> builder;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean connecting = new AtomicBoolean();
    private final Consumer<C> connected;
    private volatile C client;

    /**
     * Builds nothing before {@link #start}.
     *
     * @param connected is handed each client that was built, on the connecting thread; it is {@link #current} then
     */
    public BrokerClient(String role, String endpoint, Callable<C> builder, Consumer<C> connected) {
        this.role = role;
        this.endpoint = endpoint;
        this.builder = builder;
        this.connected = connected;
    }

    /** Returns at once. */
    public void start() {
        if (connecting.compareAndSet(false, true)) {
            Thread thread = new Thread(this::connect, "rocketmq-connect-" + role);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Builds another client, which takes the present one's place once it is there. Returns at once. */
    public void renew() {
        if (client != null && !connecting.get()) {
            LOG.warnf("rocketmq=renewing role=%s endpoint=%s", role, endpoint);
            start();
        }
    }

    /** Empty until the broker has answered for the first time, and after {@link #close}. */
    public Optional<C> current() {
        return Optional.ofNullable(client);
    }

    /** Waits for what the client has under way, which the client bounds itself; one that is being built is closed as soon as it is. */
    public void close() {
        C last;
        synchronized (closed) {
            closed.countDown();
            last = client;
            client = null;
        }
        if (last != null) {
            close(last);
        }
    }

    private void close(C last) {
        try {
            last.close();
        } catch (IOException | RuntimeException e) {
            LOG.warnf("rocketmq=close-failed role=%s cause=%s", role, e.getMessage());
        }
    }

    private void connect() {
        try {
            connectNow();
        } finally {
            connecting.set(false);
        }
    }

    private void connectNow() {
        Duration pause = FIRST_PAUSE;
        boolean over = false;
        while (!over) {
            try {
                replaceBy(builder.call());
                return;
            } catch (Exception e) {
                LOG.warnf(
                        "rocketmq=waiting role=%s endpoint=%s next_try_ms=%d cause=%s",
                        role, endpoint, pause.toMillis(), rootCause(e));
            }
            over = closedWithin(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private void replaceBy(C built) {
        C last = swap(built);
        if (last != built) {
            LOG.infof("rocketmq=connected role=%s endpoint=%s", role, endpoint);
            connected.accept(built);
        }
        if (last != null) {
            // What is asked of a client when it is closed is never answered.
            closedWithin(CALLS_END);
            close(last);
        }
    }

    /** The one to be closed: the one before, or this one if all were closed while it was being built. */
    private C swap(C built) {
        synchronized (closed) {
            if (closed.getCount() == 0) {
                return built;
            }
            C last = client;
            client = built;
            return last;
        }
    }

    private boolean closedWithin(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static String rootCause(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
