package io.tandem.load.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** All that the callers of one phase were told: about which order, and how long it took. */
public final class Tally {

    private static final long LONGEST_MICROS = 60_000_000;
    private static final int DIGITS = 3;

    private final Map<Integer, Histogram> micros = new TreeMap<>();
    private final Map<String, Long> others = new TreeMap<>();
    private final List<Long> placed = new ArrayList<>();
    private final Set<Long> nothingWritten = new HashSet<>();
    private long refusedWithoutTime;

    /** An empty one for microseconds up to a minute; what took longer counts as a minute. */
    public static Histogram histogram() {
        Histogram histogram = new Histogram(LONGEST_MICROS, DIGITS);
        histogram.setAutoResize(false);
        return histogram;
    }

    public synchronized void add(Answer answer, long tookMicros) {
        micros.computeIfAbsent(answer.status(), status -> histogram())
                .recordValue(Math.max(0, Math.min(LONGEST_MICROS, tookMicros)));
        switch (answer.status()) {
            case Answer.PLACED -> placed.add(answer.orderId());
            case Answer.UNAVAILABLE -> {
                nothingWritten.add(answer.orderId());
                refusedWithoutTime += answer.saysWhen() ? 0 : 1;
            }
            case Answer.NOT_SENT -> {}
            default -> others.merge(answer.name(), 1L, Long::sum);
        }
    }

    public synchronized long count(int status) {
        return micros.containsKey(status) ? micros.get(status).getTotalCount() : 0;
    }

    public synchronized long all() {
        return micros.values().stream().mapToLong(Histogram::getTotalCount).sum();
    }

    /** What of all that was sent got neither "placed" nor "come back later". */
    public synchronized Map<String, Long> others() {
        return Map.copyOf(others);
    }

    /** Of the answers with that status. */
    public synchronized Times times(int status) {
        return Times.of(micros.getOrDefault(status, histogram()));
    }

    /** The refusals that did not say when to come back: there should be none. */
    public synchronized long refusedWithoutTime() {
        return refusedWithoutTime;
    }

    public synchronized List<Long> placed() {
        return Collections.unmodifiableList(placed);
    }

    /** Hundreds of thousands: not copied. Ask when all has been said. */
    public synchronized Set<Long> nothingWritten() {
        return Collections.unmodifiableSet(nothingWritten);
    }
}
