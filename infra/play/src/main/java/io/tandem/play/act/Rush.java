package io.tandem.play.act;

import io.tandem.faults.history.Kind;
import io.tandem.faults.history.Told;
import io.tandem.faults.load.RecordedCalls;
import io.tandem.faults.load.RecordedCalls.Wish;
import io.tandem.faults.rig.Rig;
import io.tandem.load.client.Tally;
import io.tandem.load.client.Times;
import io.tandem.local.process.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** A thousand payments by a few callers, slowly enough that there is time to break something. */
final class Rush {

    static final int PAYMENTS = 1_000;

    private static final int CALLERS = 8;
    private static final Duration BETWEEN = Duration.ofMillis(40);
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private static final Duration COME_BACK = Duration.ofMillis(700);
    private static final int MOST_TRIES = 120;

    /** One in so many is for a number that is taken already. */
    private static final int TAKEN_EVERY = 20;

    private static final long BUCKET_MS = 500;
    private static final int MOST_BUCKETS = 240;

    private final Rig rig;
    private final RecordedCalls calls;
    private final long firstNumber;
    private final long began = System.nanoTime();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private final Histogram micros = Tally.histogram();
    private final Map<String, Integer> told = new TreeMap<>();
    private final List<Integer> buckets = new ArrayList<>();

    /** @param firstNumber the first of so many numbers, for users and orders, that no other test uses */
    Rush(Rig rig, RecordedCalls calls, long firstNumber) {
        this.rig = rig;
        this.calls = calls;
        this.firstNumber = firstNumber;
    }

    /**
     * How far it is.
     *
     * @param finished how many have their last answer
     * @param told how many got which answer
     * @param perSecond answers
     * @param buckets answers in each half second, so far
     */
    record View(
            int finished,
            Map<String, Integer> told,
            double perSecond,
            double p50,
            double p99,
            long tookMs,
            List<Integer> buckets) {}

    /** Returns with the last answer. */
    void run(Executor threads) {
        List<CompletableFuture<Void>> callers = Stream.generate(() -> CompletableFuture.runAsync(this::call, threads))
                .limit(CALLERS)
                .toList();
        callers.forEach(CompletableFuture::join);
    }

    private void call() {
        for (int number = next.getAndIncrement(); number < PAYMENTS; number = next.getAndIncrement()) {
            boolean taken = number % TAKEN_EVERY == TAKEN_EVERY - 1;
            Wish wish = new Wish(
                    taken ? Kind.DUPLICATE_BY_OTHER_USER : Kind.NEW,
                    firstNumber + number,
                    firstNumber + (taken ? number - TAKEN_EVERY + 1 : number),
                    Optional.empty(),
                    PATIENT);
            pay(wish);
            finished.incrementAndGet();
        }
    }

    /** Who is refused comes back a little later, as the answer says; each answer counts. */
    private void pay(Wish wish) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            long from = System.nanoTime();
            Told answer = calls.pay(rig.orders().get(0), wish);
            add(answer, System.nanoTime() - from);
            Waiting.pause(answer instanceof Told.Refused ? COME_BACK : BETWEEN);
            if (!(answer instanceof Told.Refused)) {
                return;
            }
        }
    }

    private synchronized void add(Told answer, long nanos) {
        told.merge(answer.name(), 1, Integer::sum);
        micros.recordValue(Math.min(TimeUnit.NANOSECONDS.toMicros(nanos), micros.getHighestTrackableValue()));
        int bucket = (int) Math.min(elapsedMs() / BUCKET_MS, MOST_BUCKETS - 1);
        while (buckets.size() <= bucket) {
            buckets.add(0);
        }
        buckets.set(bucket, buckets.get(bucket) + 1);
    }

    synchronized View view() {
        Times times = Times.of(micros);
        return new View(
                finished.get(),
                Map.copyOf(told),
                perSecond(),
                times.p50(),
                times.p99(),
                elapsedMs(),
                List.copyOf(buckets));
    }

    /** Of the last full second; on average, once all have their last answer. */
    private double perSecond() {
        if (finished.get() >= PAYMENTS) {
            return micros.getTotalCount() * 1_000.0 / (buckets.size() * BUCKET_MS);
        }
        int now = (int) Math.min(elapsedMs() / BUCKET_MS, buckets.size());
        return buckets.subList(Math.max(0, now - 2), now).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private long elapsedMs() {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }
}
