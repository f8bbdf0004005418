package io.tandem.bench.load;

import io.tandem.bench.child.JsonLines;
import io.tandem.load.client.Answer;
import io.tandem.load.client.Arrivals;
import io.tandem.load.client.Callers;
import io.tandem.load.client.Order;
import io.tandem.load.client.OrderClient;
import io.tandem.load.client.Tally;
import io.tandem.load.client.Times;
import io.tandem.local.run.SignIn;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** Callers that pay orders: a process of its own, which does as it is asked on its standard input. */
public final class LoadGenerator {

    private static final long USER = 1001;
    private static final int DUPLICATED = 100;
    private static final double PERCENT = 100;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int QUARTERS = 4;
    /** An answer that comes later still counts, in none of the quarters. */
    private static final int LAST_ANSWERS_SECONDS = 10;

    private final LoadRequest request;
    private final List<URI> servers;
    private final SignIn account;
    private final Optional<ShipmentWatch> watch;
    private final AtomicLong nextOrder;
    private final AtomicReference<String> refusal = new AtomicReference<>("");
    private final AtomicIntegerArray quarters;
    private long began;

    LoadGenerator(LoadRequest request, Map<String, String> environment) {
        this.request = request;
        this.servers = request.urls().stream().map(URI::create).toList();
        this.account = new SignIn(environment.get("APP_DEMO_USERNAME"), environment.get("APP_DEMO_PASSWORD"));
        this.watch = request.watch() ? Optional.of(new ShipmentWatch(environment)) : Optional.empty();
        this.nextOrder = new AtomicLong(request.firstOrder());
        this.quarters = new AtomicIntegerArray((int) (QUARTERS * (request.seconds() + LAST_ANSWERS_SECONDS)));
    }

    /** Serves requests until its standard input ends. */
    public static void main(String... arguments) {
        Map<String, String> environment = System.getenv();
        JsonLines.serve(
                System.in, System.out, LoadRequest.class, request -> new LoadGenerator(request, environment).run());
        System.exit(0);
    }

    LoadAnswer run() {
        try (OrderClient client = new OrderClient(account)) {
            // Before the clock runs: hundreds of callers who come in one moment are another question than those who are
            // there.
            client.connect(servers, request.callers());
            began = System.nanoTime();
            Tally tally = call(client);
            double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
            Times endToEnd = watch.map(ShipmentWatch::end).orElse(Times.of(Tally.histogram()));
            watch.ifPresent(ShipmentWatch::close);
            long created = tally.count(Answer.PLACED);
            long exists = tally.count(Answer.EXISTS);
            long notSent = tally.count(Answer.NOT_SENT);
            return new LoadAnswer(
                    created,
                    exists,
                    notSent,
                    tally.all() - created - exists - notSent,
                    refusal.get(),
                    seconds,
                    tally.times(Answer.PLACED),
                    endToEnd,
                    watch.map(ShipmentWatch::unseen).orElse(0L),
                    IntStream.range(0, quarters.length())
                            .mapToObj(quarters::get)
                            .toList());
        }
    }

    private Tally call(OrderClient client) {
        if (request.perSecond() > 0) {
            return new Arrivals(due -> pay(client, due))
                    .pay(request.perSecond(), Duration.ofMillis((long) (request.seconds() * 1_000)));
        }
        double end = began + request.seconds() * NANOS_PER_SECOND;
        return new Callers(due -> pay(client, due)).pay(request.callers(), () -> System.nanoTime() < end);
    }

    private CompletableFuture<Answer> pay(OrderClient client, long due) {
        long taken = Math.min(DUPLICATED, nextOrder.get() - request.firstOrder());
        ThreadLocalRandom random = ThreadLocalRandom.current();
        boolean duplicate = taken > 0 && random.nextDouble() * PERCENT < request.duplicatePercent();
        long order = duplicate ? nextOrder.get() - 1 - random.nextLong(taken) : nextOrder.getAndIncrement();
        URI server = servers.get((int) (order % servers.size()));
        if (!duplicate) {
            watch.ifPresent(watching -> watching.await(order, due));
        }
        return client.pay(server, new Order(USER, order)).whenComplete((answer, never) -> note(answer));
    }

    private void note(Answer answer) {
        if (answer.status() == Answer.PLACED) {
            int quarter = (int) ((System.nanoTime() - began) / NANOS_PER_SECOND * QUARTERS);
            if (quarter < quarters.length()) {
                quarters.incrementAndGet(quarter);
            }
            return;
        }
        watch.ifPresent(watching -> watching.forget(answer.orderId()));
        if (answer.status() != Answer.EXISTS && answer.status() != Answer.NOT_SENT) {
            refusal.compareAndSet("", answer.name() + " " + answer.body());
        }
    }
}
