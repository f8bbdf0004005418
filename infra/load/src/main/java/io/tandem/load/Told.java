package io.tandem.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** All that the callers of one phase were told: about which order, and how long it took. */
final class Told {

    private static final long LONGEST_MICROS = 60_000_000;
    private static final int DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1_000;

    private final Map<Integer, Histogram> micros = new TreeMap<>();
    private final Map<String, Long> others = new TreeMap<>();
    private final List<Long> placed = new ArrayList<>();
    private final Set<Long> nothingWritten = new HashSet<>();
    private long refusedWithoutTime;

    synchronized void add(long orderId, Answer answer, long tookMicros) {
        micros.computeIfAbsent(answer.status(), status -> new Histogram(LONGEST_MICROS, DIGITS))
                .recordValue(Math.max(0, Math.min(LONGEST_MICROS, tookMicros)));
        if (answer.status() == Answer.PLACED) {
            placed.add(orderId);
        } else if (answer.status() == Answer.UNAVAILABLE) {
            nothingWritten.add(orderId);
            refusedWithoutTime += answer.saysWhen() ? 0 : 1;
        } else if (!answer.equals(Answer.NOT_SENT)) {
            others.merge(answer.name(), 1L, Long::sum);
        }
    }

    synchronized long count(int status) {
        Histogram of = micros.get(status);
        return of == null ? 0 : of.getTotalCount();
    }

    synchronized long all() {
        return micros.values().stream().mapToLong(Histogram::getTotalCount).sum();
    }

    /** What of all that was sent got neither "placed" nor "come back later". */
    synchronized Map<String, Long> others() {
        return Map.copyOf(others);
    }

    /** @param percent of the answers that came sooner */
    synchronized double millis(int status, double percent) {
        Histogram of = micros.get(status);
        return of == null ? 0 : of.getValueAtPercentile(percent) / MICROS_PER_MILLI;
    }

    /** The refusals that did not say when to come back: there should be none. */
    synchronized long refusedWithoutTime() {
        return refusedWithoutTime;
    }

    synchronized List<Long> placed() {
        return Collections.unmodifiableList(placed);
    }

    /** Hundreds of thousands: not copied. Ask when all has been said. */
    synchronized Set<Long> nothingWritten() {
        return Collections.unmodifiableSet(nothingWritten);
    }
}
