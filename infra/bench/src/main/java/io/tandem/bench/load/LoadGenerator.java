package io.tandem.bench.load;

import io.tandem.bench.child.JsonLines;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Waiting;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Callers that pay orders: a process of its own, which does as it is asked on its standard input. */
public final class LoadGenerator {

    private static final int CREATED = 201;
    private static final long PAUSE_AFTER_REFUSAL_NANOS = 1_000_000;

    /** The kernel has connected before the server has looked. */
    private static final Duration UNTIL_ACCEPTED = Duration.ofMillis(100);

    private final LoadRequest request;
    private final Optional<ShipmentWatch> watch;
    private final String authorization;
    private final AtomicLong nextOrder;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicReference<String> refusal = new AtomicReference<>("");
    private final List<long[]> replies = new ArrayList<>();

    LoadGenerator(LoadRequest request, Map<String, String> environment) {
        this.request = request;
        this.watch = request.watch() ? Optional.of(new ShipmentWatch(environment)) : Optional.empty();
        String credentials = environment.get("APP_DEMO_USERNAME") + ":" + environment.get("APP_DEMO_PASSWORD");
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        this.nextOrder = new AtomicLong(request.firstOrder());
    }

    /** Serves requests until its standard input ends. */
    public static void main(String... arguments) {
        Map<String, String> environment = System.getenv();
        JsonLines.serve(
                System.in, System.out, LoadRequest.class, request -> new LoadGenerator(request, environment).run());
        System.exit(0);
    }

    LoadAnswer run() {
        ThreadPoolExecutor threads = (ThreadPoolExecutor) Executors.newFixedThreadPool(request.callers());
        List<Connection> connections = new ArrayList<>();
        double seconds;
        try {
            connect(connections);
            threads.prestartAllCoreThreads();
            Waiting.pause(UNTIL_ACCEPTED);
            seconds = call(connections, threads);
        } finally {
            threads.shutdownNow();
            connections.forEach(Connection::close);
        }
        long[] nanos = replies.stream().flatMapToLong(Arrays::stream).toArray();
        Times endToEnd = watch.map(ShipmentWatch::end).map(Times::of).orElse(Times.NONE);
        watch.ifPresent(ShipmentWatch::close);
        return new LoadAnswer(
                nanos.length,
                refused.get(),
                refusal.get(),
                seconds,
                Times.of(nanos),
                endToEnd,
                watch.map(ShipmentWatch::unseen).orElse(0L));
    }

    /** Before the clock runs: hundreds of callers who come in one moment are another question than those who are there. */
    private void connect(List<Connection> connections) {
        for (int caller = 0; caller < request.callers(); caller++) {
            URI url = URI.create(request.urls().get(caller % request.urls().size()));
            try {
                connections.add(new Connection(url, authorization));
            } catch (IOException away) {
                throw new LocalFailure(url + " cannot be connected to: " + away.getMessage(), away);
            }
        }
    }

    private double call(List<Connection> connections, ExecutorService threads) {
        long began = System.nanoTime();
        Arrivals arrivals = Arrivals.of(request.perSecond(), request.seconds());
        List<Future<?>> callers = new ArrayList<>();
        connections.forEach(connection -> callers.add(threads.submit(() -> call(connection, arrivals))));
        callers.forEach(LoadGenerator::join);
        return (System.nanoTime() - began) / 1e9;
    }

    private void call(Connection connection, Arrivals arrivals) {
        long[] nanos = new long[1024];
        int count = 0;
        try {
            for (long began = arrivals.next(); began >= 0; began = arrivals.next()) {
                if (pay(connection, began)) {
                    if (count == nanos.length) {
                        nanos = Arrays.copyOf(nanos, 2 * count);
                    }
                    nanos[count++] = System.nanoTime() - began;
                }
            }
        } catch (IOException away) {
            throw new LocalFailure(connection + " did not answer under load: " + away.getMessage(), away);
        }
        synchronized (replies) {
            replies.add(Arrays.copyOf(nanos, count));
        }
    }

    private boolean pay(Connection connection, long began) throws IOException {
        long order = nextOrder.getAndIncrement();
        watch.ifPresent(watching -> watching.await(order, began));
        if (connection.post(order) == CREATED) {
            return true;
        }
        watch.ifPresent(watching -> watching.forget(order));
        refused.incrementAndGet();
        refusal.compareAndSet("", connection.lastAnswer());
        LockSupport.parkNanos(PAUSE_AFTER_REFUSAL_NANOS); // who is told to come back later does not come back at once
        return false;
    }

    private static void join(Future<?> caller) {
        try {
            caller.get();
        } catch (ExecutionException failed) {
            throw new LocalFailure(failed.getCause().getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted", interrupted);
        }
    }
}
