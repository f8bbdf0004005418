package io.tandem.faults.load;

import io.tandem.faults.history.History;
import io.tandem.faults.rig.Rig;
import io.tandem.local.process.LocalFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Some clients at once, from {@link #start} until {@link #stop}. */
public final class Load {

    /** Longer than any call takes: its own patience, and that of its retries. */
    private static final long LAST_CALLS_SECONDS = 90;

    private final AtomicBoolean going = new AtomicBoolean(true);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> clients = new ArrayList<>();

    private final RecordedCalls http;

    private Load(RecordedCalls http) {
        this.http = http;
    }

    /**
     * Returns at once; the clients call from now on.
     *
     * @param seed the same one makes the clients choose the same; how their calls interleave is the machine's affair
     */
    public static Load start(Rig rig, History history, Numbers numbers, long seed, int count) {
        Random seeds = new Random(seed);
        RecordedCalls http = new RecordedCalls(rig.signIn(), history);
        Load load = new Load(http);
        for (int i = 0; i < count; i++) {
            Client client = new Client(
                    http, rig.orders(), numbers, new Random(seeds.nextLong()), load.going::get, load.threads);
            load.clients.add(load.threads.submit(client));
        }
        return load;
    }

    /** Returns when each client has had its last answer. */
    public void stop() {
        going.set(false);
        try {
            for (Future<?> client : clients) {
                client.get(LAST_CALLS_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException failure) {
            throw new LocalFailure("A client of the load failed: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted", interrupted);
        } finally {
            threads.shutdownNow();
            http.close();
        }
    }
}
