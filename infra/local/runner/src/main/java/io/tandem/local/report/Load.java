package io.tandem.local.report;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Waiting;
import io.tandem.local.run.SignIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Callers that pay orders one after the other, each waiting for its answer, until the time is over. */
final class Load {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int CREATED = 201;
    private static final AtomicLong ORDERS = new AtomicLong(1_000_000);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI orders;
    private final String authorization;

    Load(String orderUrl, SignIn account) {
        this.orders = URI.create(orderUrl + "/api/orders");
        String credentials = account.user() + ":" + account.password();
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param callers how many at once
     * @param lasting how long they go on beginning new orders
     */
    Answers run(int callers, Duration lasting) {
        Answers answers = new Answers(lasting);
        long end = System.nanoTime() + lasting.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                running.add(threads.submit(() -> payUntil(end, answers)));
            }
            running.forEach(Load::join);
        } finally {
            threads.shutdownNow();
        }
        return answers;
    }

    private void payUntil(long end, Answers answers) {
        while (System.nanoTime() < end) {
            long began = System.nanoTime();
            int status = pay(ORDERS.incrementAndGet());
            if (status == CREATED) {
                answers.nanos.add(System.nanoTime() - began);
            } else {
                answers.refused.incrementAndGet();
                Waiting.pause(Duration.ofMillis(1)); // who is told to come back later does not come back at once
            }
        }
    }

    private int pay(long order) {
        HttpRequest request = HttpRequest.newBuilder(orders)
                .timeout(TIMEOUT)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"userId\":1,\"orderId\":" + order + "}"))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException away) {
            throw new LocalFailure("order-native did not answer under load: " + away.getMessage(), away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted", interrupted);
        }
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

    /** What the callers were told, and how long it took. */
    static final class Answers {

        private static final double NANOS_PER_MILLI = 1e6;

        private final Duration lasting;
        private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
        private final AtomicLong refused = new AtomicLong();

        private Answers(Duration lasting) {
            this.lasting = lasting;
        }

        long created() {
            return nanos.size();
        }

        long refused() {
            return refused.get();
        }

        double perSecond() {
            return created() / (double) lasting.toSeconds();
        }

        /** @param share of the answers that came sooner, 0 to 1 */
        double percentileMillis(double share) {
            long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
            if (sorted.length == 0) {
                throw new LocalFailure("no order was taken under load");
            }
            return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))] / NANOS_PER_MILLI;
        }
    }
}
