package io.tandem.load;

import static io.tandem.load.Phase.figure;

import io.tandem.load.Books.Audit;
import io.tandem.load.Phase.Figure;
import io.tandem.load.client.Answer;
import io.tandem.load.client.Arrivals;
import io.tandem.load.client.Callers;
import io.tandem.load.client.Order;
import io.tandem.load.client.OrderClient;
import io.tandem.load.client.Payer;
import io.tandem.load.client.Tally;
import io.tandem.local.process.Progress;
import io.tandem.local.process.Waiting;
import io.tandem.local.run.TandemStack;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** All phases, one after the other, on one stack. */
final class LoadRun {

    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofSeconds(8);
    private static final List<Integer> RAMP = List.of(8, 16, 32, 64, 128, 192);
    private static final int SOAKING = 64;
    /** Those of the callers before, see OrderClient. */
    private static final Duration IDLE_CONNECTIONS_GONE = Duration.ofSeconds(10);

    private static final double BEYOND = 2;
    private static final double PROMPT_MILLIS = 1_000;
    /** An attempt takes a second on the average, or fewer are let in; see RocketMqSettings.attemptWithin. */
    private static final double ACCEPTED_MILLIS = 3_000;

    private final TandemStack stack;
    private final LoadSettings settings;
    private final Progress progress;
    private final OrderNumbers numbers;
    private final Payer payer;
    private final OrderClient client;
    private final URI order;
    private final Callers callers;
    private final Books books;

    LoadRun(TandemStack stack, OrderClient client, LoadSettings settings, Progress progress) {
        this.stack = stack;
        this.settings = settings;
        this.progress = progress;
        this.numbers = new OrderNumbers(settings.seed());
        this.client = client;
        this.order = URI.create(stack.services().order().url());
        this.payer = due -> pay(numbers.next());
        this.callers = new Callers(payer);
        this.books = new Books(stack.database());
    }

    private CompletableFuture<Answer> pay(long orderId) {
        return client.pay(order, new Order(orderId, orderId));
    }

    List<Phase> run() {
        callers.pay(RAMP.get(2), lasting(WARM_UP));
        List<Phase> phases = new ArrayList<>();
        if (!settings.overload().isZero()) {
            phases.add(overload(capacity(phases)));
        }
        if (settings.soak() > 0) {
            phases.add(soak());
        }
        if (settings.racers() > 0) {
            progress.say("race: " + settings.racers() + " for one order number");
            phases.add(new Race(client, order, numbers, books).run(settings.racers()));
        }
        if (settings.slowClients() > 0) {
            progress.say("slow clients: " + settings.slowClients() + " of each kind");
            Waiting.pause(IDLE_CONNECTIONS_GONE);
            phases.add(new Crawl(stack, callers, numbers, books).run(settings.slowClients()));
        }
        return phases;
    }

    /** The most orders a second that any number of callers gets placed. */
    private double capacity(List<Phase> phases) {
        double best = 0;
        long first = numbers.last() + 1;
        List<Figure> steps = new ArrayList<>();
        Audit all = Audit.NOTHING;
        for (int count : RAMP) {
            long began = numbers.last() + 1;
            Tally tally = callers.pay(count, lasting(STEP));
            double perSecond = tally.count(Answer.PLACED) / (double) STEP.toSeconds();
            best = Math.max(best, perSecond);
            steps.add(figure(
                    count + " callers",
                    "%.0f orders/s, p50 %.0f ms, p99 %.0f ms",
                    perSecond,
                    tally.times(Answer.PLACED).p50(),
                    tally.times(Answer.PLACED).p99()));
            all = all.plus(books.audit(began, numbers.last(), tally));
            progress.say("  " + steps.get(steps.size() - 1).name() + ": "
                    + steps.get(steps.size() - 1).value());
        }
        steps.add(figure("capacity", "%.0f orders/s", best));
        phases.add(new Phase("capacity (callers that wait for their answers)", steps, List.of(Phase.nothingLost(all))));
        progress.say("capacity: " + Math.round(best) + " orders/s (orders " + first + " to " + numbers.last() + ")");
        return best;
    }

    private Phase overload(double capacity) {
        double perSecond = capacity * BEYOND;
        double seconds = settings.overload().toMillis() / 1e3;
        progress.say(String.format("overload: %.0f orders/s for %.0f s", perSecond, seconds));
        long first = numbers.last() + 1;
        try (MemoryWatch order = MemoryWatch.of(stack.services().order());
                MemoryWatch logistics = MemoryWatch.of(stack.services().logistics())) {
            Tally tally = new Arrivals(payer).pay(perSecond, settings.overload());
            order.loadIsOver();
            logistics.loadIsOver();
            long lastAnswer = System.nanoTime();
            Audit audit = books.audit(first, numbers.last(), tally);
            double shipped = Duration.ofNanos(System.nanoTime() - lastAnswer).toMillis() / 1e3;
            Waiting.pause(IDLE_CONNECTIONS_GONE);
            return new Phase(
                    "overload (orders that come at twice that rate, whatever becomes of them)",
                    List.of(
                            figure("asked for", "%.0f orders/s for %.0f s: %d", perSecond, seconds, tally.all()),
                            figure("not sent, all our connections being in use", "%d", tally.count(Answer.NOT_SENT)),
                            rate("placed", tally, Answer.PLACED, seconds),
                            rate("refused", tally, Answer.UNAVAILABLE, seconds),
                            Phase.latency("placed after", tally, Answer.PLACED),
                            Phase.latency("refused after", tally, Answer.UNAVAILABLE),
                            figure("books closed, last shipment included, after another", "%.1f s", shipped)),
                    List.of(
                            Phase.sentWhatItSays(tally),
                            Phase.everybodyAnswered(tally),
                            Phase.stillWorks(tally.count(Answer.PLACED) / seconds, capacity),
                            Phase.within("who is refused is told at once", tally, Answer.UNAVAILABLE, PROMPT_MILLIS),
                            Phase.within(
                                    "who is accepted does not wait for long", tally, Answer.PLACED, ACCEPTED_MILLIS),
                            Phase.flat(order.figures()),
                            Phase.flat(logistics.figures()),
                            Phase.nothingLost(audit)));
        }
    }

    private Phase soak() {
        progress.say("soak: " + settings.soak() + " orders");
        long first = numbers.last() + 1;
        AtomicLong left = new AtomicLong(settings.soak());
        try (MemoryWatch order = MemoryWatch.of(stack.services().order());
                MemoryWatch logistics = MemoryWatch.of(stack.services().logistics())) {
            long began = System.nanoTime();
            Tally tally = callers.pay(SOAKING, () -> left.getAndDecrement() > 0);
            double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3;
            order.loadIsOver();
            logistics.loadIsOver();
            Audit audit = books.audit(first, numbers.last(), tally);
            Waiting.pause(IDLE_CONNECTIONS_GONE);
            return new Phase(
                    "soak (" + SOAKING + " callers)",
                    List.of(
                            figure(
                                    "orders",
                                    "%d in %.0f s: %.0f orders/s",
                                    tally.all(),
                                    seconds,
                                    tally.all() / seconds),
                            Phase.latency("placed after", tally, Answer.PLACED)),
                    List.of(
                            Phase.everybodyAnswered(tally),
                            Phase.flat(order.figures()),
                            Phase.flat(logistics.figures()),
                            Phase.nothingLost(audit)));
        }
    }

    private static Figure rate(String name, Tally tally, int status, double seconds) {
        return figure(name, "%.0f orders/s: %d", tally.count(status) / seconds, tally.count(status));
    }

    private static java.util.function.BooleanSupplier lasting(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() < end;
    }
}
